/** Owns the ledger, whose vouchers balance, and the budget. */
import type { Module } from '../../core/page.ts'
import { approve } from './approve.ts'
import { importStatement, matchLine, unmatchLine } from './bank.ts'
import { closePeriod } from './closed.ts'
import { commit, settle } from './commit.ts'
import { figures } from './figures.ts'
import { sheets } from './sheets.ts'
import { texts } from './texts.ts'
import { views } from './views.ts'
import { enterVoucher, reverseVoucher } from './voucher.ts'
import { pages } from './web/accounts-pages.tsx'

const deeds = [
  enterVoucher,
  reverseVoucher,
  commit,
  settle,
  closePeriod,
  approve,
  importStatement,
  matchLine,
  unmatchLine,
]

export const accounts: Module = { name: 'accounts', sheets, figures, texts, views, deeds, pages }
