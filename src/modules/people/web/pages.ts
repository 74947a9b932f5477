import { accountPage } from './account-page.tsx'
import { heldPage, processingsPage } from './held-page.tsx'
import { peoplePage } from './people-page.tsx'
import { linkPage, signInPage, signOutPage } from './sign-in-page.tsx'

export const pages = [signInPage, linkPage, signOutPage, accountPage, peoplePage, heldPage, processingsPage]
