import type { Deed } from '../core/deed.ts'
import type { FigureText } from '../core/figure-text.ts'
import type { Module } from '../core/page.ts'
import { accounts } from '../modules/accounts/index.ts'
import { bilan } from '../modules/bilan/index.ts'
import { calls } from '../modules/calls/index.ts'
import { directory } from '../modules/directory/index.ts'
import { dossier, sheetDeeds } from '../modules/dossier/index.ts'
import { events } from '../modules/events/index.ts'
import { faces } from '../modules/faces/index.ts'
import { funding } from '../modules/funding/index.ts'
import { governance } from '../modules/governance/index.ts'
import { journeys } from '../modules/journeys/index.ts'
import { label } from '../modules/label/index.ts'
import { members } from '../modules/members/index.ts'
import { office } from '../modules/office/index.ts'
import { partners } from '../modules/partners/index.ts'
import { people } from '../modules/people/index.ts'
import { pilots } from '../modules/pilots/index.ts'
import { press } from '../modules/press/index.ts'
import { programmes } from '../modules/programmes/index.ts'
import { training } from '../modules/training/index.ts'
import { type Lang, langs } from '../platform/texts.ts'

/** The house in order: a module knows those above it and nothing of those below. */
export const modules: Module[] = [
  dossier,
  directory,
  people,
  members,
  programmes,
  partners,
  funding,
  governance,
  accounts,
  label,
  calls,
  journeys,
  training,
  events,
  pilots,
  press,
  faces,
  office,
  bilan,
]

export const sheets = modules.flatMap(({ sheets }) => sheets)
export const figures = modules.flatMap(({ figures }) => figures)
export const figuresByName = new Map(figures.map((figure) => [figure.name, figure]))
/** Every deed: those a sheet gives by being declared, and those the modules declare. */
export const deeds: Deed[] = [
  ...sheets.filter(({ ownDeeds }) => !ownDeeds).flatMap(sheetDeeds),
  ...modules.flatMap((module) => module.deeds ?? []),
]
export const deedsByName = new Map(deeds.map((deed) => [deed.name, deed]))
export const watches = modules.flatMap((module) => module.watches ?? [])
export const viewsByName = new Map(modules.flatMap(({ views }) => views.map((view) => [view.name, view])))

const figureTexts = new Map(
  langs.map((lang) => [lang, new Map(modules.flatMap(({ texts }) => Object.entries(texts[lang].figures)))]),
)

/** The name, noun and rule of a figure in a language. */
export const figureText = (lang: Lang, figure: string): FigureText => figureTexts.get(lang)!.get(figure)!
