/** Owns who may come in and what each is to the cluster, from a day and until another; and the tokens of programs. */
import type { Module } from '../../core/page.ts'
import { endRole } from './end-role.ts'
import { forget } from './forget.ts'
import { invite } from './invite.ts'
import { forgetOverdue, watches } from './retention.ts'
import { texts } from './texts.ts'
import { endToken, makeToken } from './tokens.ts'
import { pages } from './web/pages.ts'

export const people: Module = {
  name: 'people',
  sheets: [],
  figures: [],
  texts,
  views: [],
  deeds: [invite, endRole, forget, forgetOverdue, makeToken, endToken],
  watches,
  pages,
}

export { actorOf, actorOfToken, loginOf } from './actors.ts'
export { forgetAccounts } from './retention.ts'
