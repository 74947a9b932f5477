import { directoryPage } from './directory-page.tsx'
import { duesPage, receiptPage } from './dues-page.tsx'

export const pages = [directoryPage, duesPage, receiptPage]
