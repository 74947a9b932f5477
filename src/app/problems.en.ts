import type { ProblemCode } from '../core/sheet.ts'
import type { Said } from './problems.fr.ts'

/** What is wrong with a cell, and what to do about it. */
export const en: Record<ProblemCode, (said: Said, about: Record<string, string>) => string> = {
  unreadable: ({ sheet, value }) =>
    `The file “${sheet}” cannot be read (${value}). Give CSV files or an .xlsx workbook.`,
  'too-large': ({ sheet, value }) =>
    `“${sheet}” is too large (${value}) for a dossier. Cut it up, or take out what is not a table of the year.`,
  'missing-cell': ({ column }) => `“${column}” is empty. Fill in this cell.`,
  'missing-column': ({ column }) => `The column “${column}” is missing. Add it, or give it this name.`,
  'unknown-column': ({ value }) => `The column “${value}” is not known. Rename it, take it out, or leave it aside.`,
  'unknown-sheet': ({ value }) => `“${value}” is the name of no table of the dossier. Rename it or take it out.`,
  'missing-sheet': ({ sheet }, { times }) =>
    `The table “${sheet}” is missing, and ${times} cells of other tables refer to it.`,
  'repeated-column': ({ column, value }) => `“${value}” says the column “${column}” a second time. Keep one.`,
  'repeated-sheet': ({ sheet, value }) => `The table “${sheet}” is given twice (here in ${value}). Keep one.`,
  'bad-day': ({ value }) => `“${value}” is not a date, or not in the calendar. Write 2019-12-23 or 23/12/2019.`,
  'bad-instant': ({ value }) => `“${value}” is not a date followed by a time. Write 2019-06-25T09:00.`,
  'bad-number': ({ value, column }) => `“${value}” does not suit “${column}”: a number is expected.`,
  'bad-boolean': ({ value }) => `“${value}” is neither yes nor no.`,
  'not-in-list': ({ value, column }) => `“${value}” is not a value of “${column}”.`,
  'bad-currency': ({ value }) => `“${value}” is not a currency code (ISO 4217): MAD, EUR, USD…`,
  'bad-ice': ({ value }) => `“${value}” is not an ICE: 15 digits, the last two checking the others.`,
  negative: ({ value, column }) => `“${column}” cannot be negative (${value}).`,
  'bad-document': () => 'This document is not here. Send it first.',
  'missing-rate': (_, { currency }) => `An amount in ${currency} needs its rate in dirhams.`,
  'unknown-reference': ({ value }) =>
    `“${value}” is known to no table of the dossier or the cluster. Correct the name, or add what it refers to.`,
  'ambiguous-name': ({ value }) =>
    `“${value}” may mean several organisations. Write the name with its legal form, or the ICE.`,
  duplicate: ({ value }, { line }) => `“${value}” is given already${line ? ` on line ${line}` : ''}.`,
  order: ({ value }, { from, column }) => `This date (${value}) comes before “${column}” (${from}).`,
  overlap: () => 'This organisation is a member on this date already. End the first membership, or take one out.',
  'closed-period': ({ value }, { day }) =>
    `${value} is in a closed period (until ${day}). Make an entry in an open one.`,
  unbalanced: ({ value }, { difference }) =>
    `The voucher “${value}” does not balance: debit less credit makes ${difference}.`,
}
