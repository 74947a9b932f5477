// Generated from the declarations of the house (GRAPPE_WRITE=1 npx vitest run test/client.test.ts). Do not edit.

export type DeedInputs = {
  /** Add a setting. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'cluster.add': { field: 'Nom' | 'Ville' | 'Exercice' | 'Arrêté au' | 'Devise' | 'Statut juridique' | 'Identifiant IATI'; value: string }
  /** Correct a setting. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'cluster.correct': { record: string; field?: 'Nom' | 'Ville' | 'Exercice' | 'Arrêté au' | 'Devise' | 'Statut juridique' | 'Identifiant IATI' | null; value?: string | null; reason: string }
  /** Add an organisation. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'organisations.add': { name: string; legal_form?: string | null; ice?: string | null; city?: string | null; region?: string | null; nature: 'Entreprise' | 'Startup' | 'Université' | 'Institution' | 'Association' | 'Bailleur' | 'Donneur d\'ordre'; headcount?: number | null; fields?: string | null; email?: string | null; phone?: string | null; origin?: string | null }
  /** Correct an organisation. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'organisations.correct': { record: string; name?: string | null; legal_form?: string | null; ice?: string | null; city?: string | null; region?: string | null; nature?: 'Entreprise' | 'Startup' | 'Université' | 'Institution' | 'Association' | 'Bailleur' | 'Donneur d\'ordre' | null; headcount?: number | null; fields?: string | null; email?: string | null; phone?: string | null; origin?: string | null; reason: string }
  /** Add a membership. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'adhesions.add': { organisation: string; college?: string | null; joined: string; left_on?: string | null; leaving_reason?: string | null }
  /** Correct a membership. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'adhesions.correct': { record: string; organisation?: string | null; college?: string | null; joined?: string | null; left_on?: string | null; leaving_reason?: string | null; reason: string }
  /** Add a due. The record enters the register, with this form for its source. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'cotisations.add': { organisation: string; year: number; called: number | string; paid?: number | string | null; paid_on?: string | null }
  /** Correct a due. The record changes, and its history keeps both values and the reason. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'cotisations.correct': { record: string; organisation?: string | null; year?: number | null; called?: number | string | null; paid?: number | string | null; paid_on?: string | null; reason: string }
  /** Add a programme. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'programmes.add': { code: string; name: string; partners?: string | null; funders?: string | null; started: string; ended?: string | null; budget?: number | string | null; currency?: string | null; target?: number | string | null; target_unit?: string | null }
  /** Correct a programme. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'programmes.correct': { record: string; code?: string | null; name?: string | null; partners?: string | null; funders?: string | null; started?: string | null; ended?: string | null; budget?: number | string | null; currency?: string | null; target?: number | string | null; target_unit?: string | null; reason: string }
  /** Add an agreement. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'conventions.add': { reference: string; title: string; parties: string; nature: 'convention' | 'avenant' | 'lettre d\'intention'; signed?: string | null; ends?: string | null; programme?: string | null }
  /** Correct an agreement. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'conventions.correct': { record: string; reference?: string | null; title?: string | null; parties?: string | null; nature?: 'convention' | 'avenant' | 'lettre d\'intention' | null; signed?: string | null; ends?: string | null; programme?: string | null; reason: string }
  /** Add a funding. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'financements.add': { reference: string; funder: string; programme?: string | null; instrument?: string | null; amount: number | string; currency: string; rate?: number | string | null; identified?: string | null; asked?: string | null; engaged?: string | null; signed?: string | null }
  /** Correct a funding. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'financements.correct': { record: string; reference?: string | null; funder?: string | null; programme?: string | null; instrument?: string | null; amount?: number | string | null; currency?: string | null; rate?: number | string | null; identified?: string | null; asked?: string | null; engaged?: string | null; signed?: string | null; reason: string }
  /** Add a receipt. The record enters the register, with this form for its source. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'encaissements.add': { funding: string; received: string; amount: number | string; currency: string; rate?: number | string | null; voucher?: string | null }
  /** Correct a receipt. The record changes, and its history keeps both values and the reason. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'encaissements.correct': { record: string; funding?: string | null; received?: string | null; amount?: number | string | null; currency?: string | null; rate?: number | string | null; voucher?: string | null; reason: string }
  /** Add a mandate. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'mandats.add': { organ: string; person: string; capacity?: string | null; organisation?: string | null; started: string; ended?: string | null }
  /** Correct a mandate. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'mandats.correct': { record: string; organ?: string | null; person?: string | null; capacity?: string | null; organisation?: string | null; started?: string | null; ended?: string | null; reason: string }
  /** Add a meeting. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'seances.add': { reference: string; organ: string; held: string; place?: string | null; quorum?: string | null }
  /** Correct a meeting. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'seances.correct': { record: string; reference?: string | null; organ?: string | null; held?: string | null; place?: string | null; quorum?: string | null; reason: string }
  /** Add an attendance. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presences_seance.add': { meeting: string; person: string; state: 'présent' | 'représenté' | 'excusé' | 'absent'; proxy?: string | null }
  /** Correct an attendance. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presences_seance.correct': { record: string; meeting?: string | null; person?: string | null; state?: 'présent' | 'représenté' | 'excusé' | 'absent' | null; proxy?: string | null; reason: string }
  /** Add a resolution. The record enters the register, with this form for its source. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'resolutions.add': { meeting: string; number: string; subject: string; body?: string | null; majority: 'simple' | '2/3'; votes_for: number; votes_against: number; abstentions?: number | null; recused?: number | null }
  /** Correct a resolution. The record changes, and its history keeps both values and the reason. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'resolutions.correct': { record: string; meeting?: string | null; number?: string | null; subject?: string | null; body?: string | null; majority?: 'simple' | '2/3' | null; votes_for?: number | null; votes_against?: number | null; abstentions?: number | null; recused?: number | null; reason: string }
  /** Add an account. The record enters the register, with this form for its source. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'plan_comptable.add': { number: string; title: string }
  /** Correct an account. The record changes, and its history keeps both values and the reason. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'plan_comptable.correct': { record: string; number?: string | null; title?: string | null; reason: string }
  /** Add a budget line. The record enters the register, with this form for its source. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'budget.add': { year: number; action?: string | null; programme?: string | null; account: string; label?: string | null; amount: number | string; state: 'voté' | 'proposé' }
  /** Correct a budget line. The record changes, and its history keeps both values and the reason. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'budget.correct': { record: string; year?: number | null; action?: string | null; programme?: string | null; account?: string | null; label?: string | null; amount?: number | string | null; state?: 'voté' | 'proposé' | null; reason: string }
  /** Add a label. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'labels.add': { number: string; scheme: 'Pompage solaire' | 'PV' | 'PV+'; holder: string; referent?: string | null; trained?: string | null; test_mark?: number | string | null; charter?: string | null; granted?: string | null; ends?: string | null; state: 'candidat' | 'valide' | 'suspendu' | 'retiré' | 'refusé'; state_on?: string | null; reason?: string | null; origin?: string | null }
  /** Correct a label. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'labels.correct': { record: string; number?: string | null; scheme?: 'Pompage solaire' | 'PV' | 'PV+' | null; holder?: string | null; referent?: string | null; trained?: string | null; test_mark?: number | string | null; charter?: string | null; granted?: string | null; ends?: string | null; state?: 'candidat' | 'valide' | 'suspendu' | 'retiré' | 'refusé' | null; state_on?: string | null; reason: string; origin?: string | null }
  /** Add a call. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'appels.add': { code: string; programme?: string | null; title: string; opens: string; closes?: string | null; places?: number | null; budget?: number | string | null }
  /** Correct a call. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'appels.correct': { record: string; code?: string | null; programme?: string | null; title?: string | null; opens?: string | null; closes?: string | null; places?: number | null; budget?: number | string | null; reason: string }
  /** Add an application. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'candidatures.add': { reference: string; call: string; candidate: string; nature: 'personne' | 'startup' | 'entreprise'; sex?: 'F' | 'M' | null; birth_year?: number | null; region?: string | null; project?: string | null; filed: string; complete: boolean; mark_1?: number | string | null; mark_2?: number | string | null; mark_3?: number | string | null; decision?: 'retenue' | 'réserve' | 'refusée' | 'irrecevable' | null; decided?: string | null }
  /** Correct an application. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'candidatures.correct': { record: string; reference?: string | null; call?: string | null; candidate?: string | null; nature?: 'personne' | 'startup' | 'entreprise' | null; sex?: 'F' | 'M' | null; birth_year?: number | null; region?: string | null; project?: string | null; filed?: string | null; complete?: boolean | null; mark_1?: number | string | null; mark_2?: number | string | null; mark_3?: number | string | null; decision?: 'retenue' | 'réserve' | 'refusée' | 'irrecevable' | null; decided?: string | null; reason: string }
  /** Add a journey. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'parcours.add': { programme: string; beneficiary: string; nature: 'personne' | 'startup'; stage?: string | null; entered?: string | null; ended?: string | null; reason?: string | null }
  /** Correct a journey. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'parcours.correct': { record: string; programme?: string | null; beneficiary?: string | null; nature?: 'personne' | 'startup' | null; stage?: string | null; entered?: string | null; ended?: string | null; reason: string }
  /** Add an act of support. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'accompagnements.add': { programme: string; beneficiary: string; day: string; kind?: string | null; adviser?: string | null; hours: number | string }
  /** Correct an act of support. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'accompagnements.correct': { record: string; programme?: string | null; beneficiary?: string | null; day?: string | null; kind?: string | null; adviser?: string | null; hours?: number | string | null; reason: string }
  /** Add a grant or loan. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'aides.add': { reference: string; programme: string; beneficiary: string; instrument?: string | null; amount: number | string; awarded: string; paid?: string | null; voucher?: string | null }
  /** Correct a grant or loan. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'aides.correct': { record: string; reference?: string | null; programme?: string | null; beneficiary?: string | null; instrument?: string | null; amount?: number | string | null; awarded?: string | null; paid?: string | null; voucher?: string | null; reason: string }
  /** Add a training. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'formations.add': { code: string; title: string; programme?: string | null; started: string; ended?: string | null; place?: string | null; half_days: number; half_day_hours: number | string; places?: number | null }
  /** Correct a training. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'formations.correct': { record: string; code?: string | null; title?: string | null; programme?: string | null; started?: string | null; ended?: string | null; place?: string | null; half_days?: number | null; half_day_hours?: number | string | null; places?: number | null; reason: string }
  /** Add an attendance. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presences_formation.add': { training: string; person: string; organisation?: string | null; sex?: 'F' | 'M' | null; half_days: number }
  /** Correct an attendance. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presences_formation.correct': { record: string; training?: string | null; person?: string | null; organisation?: string | null; sex?: 'F' | 'M' | null; half_days?: number | null; reason: string }
  /** Add a licence. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'licences.add': { software: string; organisation: string; seats: number; started: string; ended?: string | null; cost?: number | string | null }
  /** Correct a licence. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'licences.correct': { record: string; software?: string | null; organisation?: string | null; seats?: number | null; started?: string | null; ended?: string | null; cost?: number | string | null; reason: string }
  /** Add an event. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'evenements.add': { code: string; title: string; kind: 'BtoB' | 'Salon' | 'Atelier'; started: string; ended?: string | null; city?: string | null; country?: string | null; organiser?: string | null }
  /** Correct an event. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'evenements.correct': { record: string; code?: string | null; title?: string | null; kind?: 'BtoB' | 'Salon' | 'Atelier' | null; started?: string | null; ended?: string | null; city?: string | null; country?: string | null; organiser?: string | null; reason: string }
  /** Add a registration. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'inscriptions.add': { event: string; organisation: string; role: 'entreprise' | 'donneur d\'ordre' | 'exposant' | 'visiteur'; lots?: string | null; present?: boolean | null }
  /** Correct a registration. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'inscriptions.correct': { record: string; event?: string | null; organisation?: string | null; role?: 'entreprise' | 'donneur d\'ordre' | 'exposant' | 'visiteur' | null; lots?: string | null; present?: boolean | null; reason: string }
  /** Add a B2B meeting. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'rendez_vous.add': { event: string; buyer: string; company: string; starts?: string | null; finishes?: string | null; place?: string | null; state: 'demandé' | 'accepté' | 'placé' | 'tenu' | 'absent'; outcome?: 'consultation' | 'offre' | 'contrat' | null; contract?: number | string | null; outcome_on?: string | null }
  /** Correct a B2B meeting. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'rendez_vous.correct': { record: string; event?: string | null; buyer?: string | null; company?: string | null; starts?: string | null; finishes?: string | null; place?: string | null; state?: 'demandé' | 'accepté' | 'placé' | 'tenu' | 'absent' | null; outcome?: 'consultation' | 'offre' | 'contrat' | null; contract?: number | string | null; outcome_on?: string | null; reason: string }
  /** Add a cost share. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'prises_en_charge.add': { event: string; organisation: string; nature?: string | null; amount: number | string; day: string; voucher?: string | null }
  /** Correct a cost share. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'prises_en_charge.correct': { record: string; event?: string | null; organisation?: string | null; nature?: string | null; amount?: number | string | null; day?: string | null; voucher?: string | null; reason: string }
  /** Add a pilot. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'pilotes.add': { code: string; title: string; place?: string | null; region?: string | null; partners?: string | null; commissioned?: string | null; ended?: string | null; power_kwp?: number | string | null; origin?: string | null }
  /** Correct a pilot. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'pilotes.correct': { record: string; code?: string | null; title?: string | null; place?: string | null; region?: string | null; partners?: string | null; commissioned?: string | null; ended?: string | null; power_kwp?: number | string | null; origin?: string | null; reason: string }
  /** Add a reading. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'releves.add': { pilot: string; taken_at: string; quantity: 'energie_active'; value: number | string; unit?: 'kWh' | null }
  /** Correct a reading. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'releves.correct': { record: string; pilot?: string | null; taken_at?: string | null; quantity?: 'energie_active' | null; value?: number | string | null; unit?: 'kWh' | null; reason: string }
  /** Add an article. The record enters the register, with this form for its source. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presse.add': { day: string; title: string; publisher?: string | null; url?: string | null; lead?: string | null; tags?: string | null; origin?: string | null }
  /** Correct an article. The record changes, and its history keeps both values and the reason. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `out-of-bounds`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'presse.correct': { record: string; day?: string | null; title?: string | null; publisher?: string | null; url?: string | null; lead?: string | null; tags?: string | null; origin?: string | null; reason: string }
  /** Undo an import. Takes out what the import added and puts back what it changed. Refused where somebody has built on it since. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-import`, `undone-already`, `changed-since`, `in-use`. */
  'import.undo': { entry: number; reason: string }
  /** Merge two records. Whatever named the second names the first, which also gets what only the second knew. This cannot be undone. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `same-record`, `two-ice`, `two-candidacies`, `merge-overlap`, `merge-conflict`. */
  'organisations.merge': { keep: string; drop: string; reason: string }
  /** Add a person. The person enters the register, before any record names them. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `person-known`. */
  'persons.add': { name: string }
  /** Correct a person’s name. The name changes wherever the person is named. The journal keeps the reason, not the names. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-person`, `person-known`, `nothing-changes`. */
  'persons.correct': { person: string; name: string; reason: string }
  /** Merge two persons. Whatever named the second names the first. This cannot be undone. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-person`, `same-record`, `merge-conflict`. */
  'persons.merge': { keep: string; drop: string; reason: string }
  /** Invite somebody. Gives somebody a role and writes to them how to come in. The role holds from its first day to its last. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `bad-email`, `scope-needed`, `scope-unfit`, `order`, `already-held`. */
  'people.invite': { email: string; name: string; role: 'secretary' | 'officer' | 'accountant' | 'board' | 'funder' | 'member' | 'participant'; organisation?: string | null; programme?: string | null; since?: string | null; until?: string | null; lang?: 'fr' | 'ar' | 'en' | null }
  /** End a role. The person keeps the account and loses this role on the day after. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `already-ended`, `order`, `last-secretary`. */
  'people.end-role': { role: string; on?: string | null; reason: string }
  /** Forget a person. The name gives way to a mark wherever it is written, and what concerns the person alone is taken out. Figures do not move. This cannot be undone. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `holds-office`. */
  'people.forget': { person: string; reason: string }
  /** Forget what has passed its time. Forgets every person whose time of keeping is over, and the e-mail and telephone of former members. Figures do not move. It cannot be undone. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nobody-overdue`, `other-count`. */
  'people.forget-overdue': { count: number; reason: string }
  /** Make an access token. For a program that reads or writes in place of a person. The token is shown once. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `scope-needed`, `scope-unfit`, `until-past`, `until-far`. */
  'tokens.make': { name: string; role: 'secretary' | 'officer' | 'accountant' | 'board' | 'funder' | 'member' | 'participant'; organisation?: string | null; programme?: string | null; until: string }
  /** End a token. The token is worth nothing from now on. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`. */
  'tokens.end': { token: string }
  /** Ask for membership. The request waits for the board’s decision. For : secretary, officer, participant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `not-yours`, `already-member`, `already-asked`. */
  'membership.apply': { organisation: string; college?: string | null; asked_on?: string | null; letter?: string | null }
  /** End the membership. The organisation is no member from this day on. What it owes stays owed. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `already-ended`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'membership.end': { membership: string; left_on: string; reason: string }
  /** Readmit. A new period of membership begins; the old one stays as it was. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `never-member`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'membership.rejoin': { organisation: string; joined: string; college?: string | null }
  /** Set a fee. What a college pays from a day on, by headcount. The old scale holds until the day before. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `later-fee`. */
  'fees.set': { college: string; headcount_from?: number | null; amount: number | string; since: string }
  /** Call the dues. Calls every member of this day who has not been called for this year, by the scale, and writes to them. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-fee`, `nobody-to-call`. */
  'dues.call': { year: number; on: string; due?: string | null }
  /** Record a payment. The payment, whole or in part, gets a receipt number, and the member a mail. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-paid`, `paid-tomorrow`, `over-paid`. */
  'dues.pay': { due: string; amount: number | string; paid_on: string; means?: 'virement' | 'chèque' | 'espèces' | 'carte' | 'prélèvement' | null; reference?: string | null }
  /** Remind those who owe. Writes to those who still owe, nobody twice in one week. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nobody-owes`, `reminded-lately`. */
  'dues.remind': { year: number }
  /** Plan an action. What the programme will do, by whom and until when. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `order`, `code-taken`. */
  'programmes.plan': { programme: string; code: string; title: string; owner?: string | null; starts: string; due: string }
  /** Close an action. The action is done. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `finished-already`. */
  'programmes.finish': { action: string; on: string; note?: string | null }
  /** Sign an agreement. The agreement is live from this day on. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `signed-already`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'agreements.sign': { agreement: string; signed: string; ends?: string | null }
  /** Amend an agreement. One more agreement between the same parties; the end it moves is moved in the first. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `not-signed-yet`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'agreements.amend': { agreement: string; reference: string; title: string; signed: string; ends?: string | null }
  /** End an agreement. The agreement ends on that day. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-changes`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'agreements.end': { agreement: string; ends: string; reason: string }
  /** Remind of agreements that end. Writes to the secretaries which agreements end soon, each once. The house does it by itself every day. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-ends`. */
  'agreements.remind': { days?: number | null }
  /** Move a funding on. Identified, asked, engaged, signed: each step has its day. In another currency, what is engaged counts at the rate of that day. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `stage-done`, `stage-early`, `rate-needed`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'funding.move': { funding: string; stage: 'identifié' | 'demandé' | 'engagé' | 'signé'; on: string; rate?: number | string | null }
  /** Record a receipt. The money received, at the rate of its day. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `not-signed`, `rate-needed`, `over-received`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'funding.receive': { funding: string; received: string; amount: number | string; rate?: number | string | null; voucher?: string | null }
  /** Set what the statutes ask. Quorum, powers, notice and majorities of an organ from a day on. The rules before hold for the meetings before. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `bad-share`, `later-statute`. */
  'board.statute': { organ: string; since: string; quorum: string; second_quorum?: string | null; proxies_max: number; notice_days: number; majority: 'simple' | '2/3'; special_majority: 'simple' | '2/3' }
  /** Convene a meeting. The meeting enters the register with the quorum of the statutes of that day, and the board gets the agenda. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-seats`, `short-notice`, `no-second`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'board.convene': { reference: string; organ: string; held: string; place?: string | null; agenda: string; second?: boolean | null }
  /** Record the attendance. Who was there, who was represented and by whom. Powers are limited by the statutes. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `named-twice`, `not-in-organ`, `proxy-needed`, `proxy-unfit`, `proxy-absent`, `proxy-limit`, `voted-already`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'board.attend': { meeting: string; people: Array<{ person: string; state: 'présent' | 'représenté' | 'excusé' | 'absent'; proxy?: string | null }> }
  /** Record a vote. Each voice by its name; whoever is not named abstains. Quorum and majority are those of the statutes of that day. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-attendance`, `no-quorum`, `named-twice`, `not-there`, `nobody-voted`, `task-of-rejected`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'board.vote': { meeting: string; number: string; subject: string; body?: string | null; kind: 'ordinaire' | 'extraordinaire'; votes: Array<{ person: string; choice: 'pour' | 'contre' | 'abstention' | 'récusé' }>; tasks?: Array<{ title: string; owner?: string | null; due?: string | null }> }
  /** Admit as a member. By a resolution the board adopted. The membership begins on the day of the meeting, unless said otherwise. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-candidacy`, `not-adopted`, `before-asked`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'membership.admit': { organisation: string; resolution: string; joined?: string | null; college?: string | null }
  /** Refuse membership. The request and its answer stay on file. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-candidacy`, `not-adopted`, `before-asked`. */
  'membership.refuse': { organisation: string; resolution: string }
  /** Close a task. The task is done. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `done-already`. */
  'tasks.finish': { task: string; note?: string | null }
  /** Enter a voucher. A voucher of two lines at least, balanced to the centime. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `voucher-taken`, `one-side`, `voucher-unbalanced`, `closed-period`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'accounts.enter': { voucher: string; day: string; book?: string | null; label: string; lines: Array<{ account: string; debit?: number | string | null; credit?: number | string | null; funder?: string | null; programme?: string | null }> }
  /** Reverse a voucher. The voucher is reversed in an open period; the first entry stays. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-voucher`, `voucher-taken`, `reversed-already`, `closed-period`, `missing-cell`, `unknown-reference`, `ambiguous-name`, `duplicate`, `order`, `overlap`, `missing-rate`, `unbalanced`, `bad-number`, `bad-day`, `bad-currency`. */
  'accounts.reverse': { voucher: string; as: string; day: string; reason: string }
  /** Engage an expense. An order, a contract: it weighs on the budget until its voucher. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-engaged`, `reference-taken`. */
  'accounts.commit': { reference: string; day: string; label: string; amount: number | string; account: string; programme?: string | null; funder?: string | null }
  /** Settle an engagement. By the voucher that paid it, or by releasing it. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `no-voucher`, `settle-how`. */
  'accounts.settle': { reference: string; voucher?: string | null; released_on?: string | null }
  /** Close a period. Nothing is entered or changed up to this day any more. This cannot be undone. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `closed-already`, `close-ahead`. */
  'accounts.close': { until: string }
  /** Note an approval of the board. The accounts, the plan or the budget, line by line, by an adopted resolution. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `not-adopted`, `nothing-there`, `approved-same`. */
  'accounts.approve': { subject: 'comptes' | 'plan' | 'budget'; year: number; resolution: string }
  /** Import a bank statement. CAMT.053 (several accounts at once) or a CSV table. What has one possible partner is matched. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-document`, `statement-unreadable`, `statement-uneven`, `statement-known`, `account-unmapped`. */
  'bank.import': { document: string; name: string; account?: string | null; others?: Array<{ bank_account: string; account: string }> }
  /** Match a line. Says which entry this line of the bank is. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `matched-already`, `no-such-amount`. */
  'bank.match': { line: string; voucher: string }
  /** Undo a match. The line of the bank waits for its entry again. For : secretary, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`. */
  'bank.unmatch': { line: string }
  /** Write an article. A draft for each language, until it is published. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-changes`. */
  'press.write': { article: string; lang: 'fr' | 'ar' | 'en'; title: string; lead?: string | null; body: string }
  /** Publish an article. The text is on the site from this day on; without a day, it is taken off. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `nothing-written`, `nothing-changes`. */
  'press.publish': { article: string; lang: 'fr' | 'ar' | 'en'; on?: string | null }
  /** Attach a document. The document is kept as evidence of this record, known by its content. For : secretary, officer, accountant. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`, `no-document`, `type-refused`, `attached-already`. */
  'documents.attach': { kind: string; record: string; document: string; name: string }
  /** Tell a program. Another program is called at each deed named (or * for all). The secret that signs the calls is shown once. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `address-refused`. */
  'webhooks.add': { address: string; deeds: Array<{ deed: string }> }
  /** Tell a program no more. The program is called no more. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `no-record`. */
  'webhooks.end': { webhook: string }
  /** Write a section of the bilan. The text of the section, its figures in braces; empty, the house’s words come back. For : secretary, officer. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `unknown-figure`, `nothing-changes`. */
  'bilan.write': { year: number; section: 'lead' | 'members' | 'partners' | 'funding' | 'board' | 'accounts' | 'label' | 'calls' | 'programmes' | 'startups' | 'training' | 'b2b' | 'fairs' | 'pilots' | 'press'; lang: 'fr' | 'ar' | 'en'; body?: string | null }
  /** Approve the bilan. Freezes the text, the figures and the identity of every row of evidence, with the board’s resolution and the journal’s head. For : secretary. May refuse : `not-allowed`, `in-progress`, `key-reused`, `bad-input`, `not-that-year`, `not-adopted`, `board-before`, `approved-same`. */
  'bilan.approve': { year: number; as_of: string; resolution: string }
}

export type RegisterRows = {
  /** The records of the register : The cluster */
  'cluster': { id: string; field: string | null; value: string | null }
  /** The records of the register : Organisations */
  'organisations': { id: string; name: string | null; legal_form: string | null; ice: string | null; city: string | null; region: string | null; nature: string | null; headcount: number | null; fields: string | null; email?: string | null; phone?: string | null; origin: string | null }
  /** The records of the register : Memberships */
  'adhesions': { id: string; organisation: string | null; college: string | null; joined: string | null; left_on: string | null; leaving_reason: string | null }
  /** The records of the register : Dues */
  'cotisations': { id: string; organisation?: string | null; year: number | null; called: number | null; paid: number | null; paid_on: string | null }
  /** The records of the register : Programmes */
  'programmes': { id: string; code: string | null; name: string | null; partners: string | null; funders: string | null; started: string | null; ended: string | null; budget: number | null; currency: string | null; target: number | null; target_unit: string | null }
  /** The records of the register : Agreements */
  'conventions': { id: string; reference: string | null; title: string | null; parties: string | null; nature: string | null; signed: string | null; ends: string | null; programme: string | null }
  /** The records of the register : Funding */
  'financements': { id: string; reference: string | null; funder: string | null; programme: string | null; instrument: string | null; amount: number | null; currency: string | null; rate: number | null; identified: string | null; asked: string | null; engaged: string | null; signed: string | null }
  /** The records of the register : Receipts */
  'encaissements': { id: string; funding: string | null; received: string | null; amount: number | null; currency: string | null; rate: number | null; voucher: string | null }
  /** The records of the register : Mandates */
  'mandats': { id: string; organ: string | null; person: string | null; capacity: string | null; organisation: string | null; started: string | null; ended: string | null }
  /** The records of the register : Meetings */
  'seances': { id: string; reference: string | null; organ: string | null; held: string | null; place: string | null; quorum: string | null }
  /** The records of the register : Meeting attendance */
  'presences_seance': { id: string; meeting: string | null; person: string | null; state: string | null; proxy: string | null }
  /** The records of the register : Resolutions */
  'resolutions': { id: string; meeting: string | null; number: string | null; subject: string | null; body: string | null; majority: string | null; votes_for: number | null; votes_against: number | null; abstentions: number | null; recused: number | null }
  /** The records of the register : Chart of accounts */
  'plan_comptable': { id: string; number: string | null; title: string | null }
  /** The records of the register : Ledger */
  'ecritures': { id: string; voucher: string | null; day: string | null; book: string | null; account: string | null; label: string | null; debit: number | null; credit: number | null; funder: string | null; programme: string | null }
  /** The records of the register : Budget */
  'budget': { id: string; year: number | null; action: string | null; programme: string | null; account: string | null; label: string | null; amount: number | null; state: string | null }
  /** The records of the register : Labels */
  'labels': { id: string; number: string | null; scheme: string | null; holder: string | null; referent?: string | null; trained: string | null; test_mark: number | null; charter: string | null; granted: string | null; ends: string | null; state: string | null; state_on: string | null; reason: string | null; origin: string | null }
  /** The records of the register : Calls */
  'appels': { id: string; code: string | null; programme: string | null; title: string | null; opens: string | null; closes: string | null; places: number | null; budget: number | null }
  /** The records of the register : Applications */
  'candidatures': { id: string; reference: string | null; call: string | null; candidate?: string | null; nature: string | null; sex: string | null; birth_year?: number | null; region: string | null; project: string | null; filed: string | null; complete: string | null; mark_1: number | null; mark_2: number | null; mark_3: number | null; decision: string | null; decided: string | null }
  /** The records of the register : Journeys */
  'parcours': { id: string; programme: string | null; beneficiary?: string | null; nature: string | null; stage: string | null; entered: string | null; ended: string | null; reason: string | null }
  /** The records of the register : Support given */
  'accompagnements': { id: string; programme: string | null; beneficiary?: string | null; day: string | null; kind: string | null; adviser?: string | null; hours: number | null }
  /** The records of the register : Grants and loans */
  'aides': { id: string; reference: string | null; programme: string | null; beneficiary?: string | null; instrument: string | null; amount: number | null; awarded: string | null; paid: string | null; voucher: string | null }
  /** The records of the register : Trainings */
  'formations': { id: string; code: string | null; title: string | null; programme: string | null; started: string | null; ended: string | null; place: string | null; half_days: number | null; half_day_hours: number | null; places: number | null }
  /** The records of the register : Training attendance */
  'presences_formation': { id: string; training: string | null; person?: string | null; organisation: string | null; sex: string | null; half_days: number | null }
  /** The records of the register : Licences */
  'licences': { id: string; software: string | null; organisation: string | null; seats: number | null; started: string | null; ended: string | null; cost: number | null }
  /** The records of the register : Events */
  'evenements': { id: string; code: string | null; title: string | null; kind: string | null; started: string | null; ended: string | null; city: string | null; country: string | null; organiser: string | null }
  /** The records of the register : Registrations */
  'inscriptions': { id: string; event: string | null; organisation: string | null; role: string | null; lots: string | null; present: string | null }
  /** The records of the register : B2B meetings */
  'rendez_vous': { id: string; event: string | null; buyer: string | null; company: string | null; starts: string | null; finishes: string | null; place: string | null; state: string | null; outcome: string | null; contract: number | null; outcome_on: string | null }
  /** The records of the register : Cost shares */
  'prises_en_charge': { id: string; event: string | null; organisation: string | null; nature: string | null; amount: number | null; day: string | null; voucher: string | null }
  /** The records of the register : Pilots */
  'pilotes': { id: string; code: string | null; title: string | null; place: string | null; region: string | null; partners: string | null; commissioned: string | null; ended: string | null; power_kwp: number | null; origin: string | null }
  /** The records of the register : Readings */
  'releves': { id: string; pilot: string | null; taken_at: string | null; quantity: string | null; value: number | null; unit: string | null }
  /** The records of the register : Press */
  'presse': { id: string; day: string | null; title: string | null; publisher: string | null; url: string | null; lead: string | null; tags: string | null; origin: string | null }
}

export type ViewRows = {
  /** directory.organisations */
  'directory.organisations': { name?: string | null; legal_form?: string | null; ice?: string | null; nature?: string | null; city?: string | null; region?: string | null; fields?: string | null; email?: string | null; phone?: string | null }
  /** members.directory */
  'members.directory': { name?: string | null; college?: string | null; region?: string | null; city?: string | null; fields?: string | null; joined?: string | null }
  /** programmes.list */
  'programmes.list': { code?: string | null; name?: string | null; funders?: string | null; partners?: string | null; started?: string | null; ended?: string | null; budget?: number | string | null; currency?: string | null; target?: number | null; target_unit?: string | null }
  /** partners.agreements */
  'partners.agreements': { reference?: string | null; title?: string | null; parties?: string | null; nature?: string | null; signed?: string | null; ends?: string | null; programme?: string | null }
  /** funding.list */
  'funding.list': { reference?: string | null; funder?: string | null; programme?: string | null; amount?: number | string | null; currency?: string | null; book_amount?: number | string | null; received?: number | string | null; identified?: string | null; asked?: string | null; engaged?: string | null; signed?: string | null }
  /** governance.resolutions */
  'governance.resolutions': { meeting?: string | null; held?: string | null; number?: string | null; subject?: string | null; majority?: string | null; votes_for?: number | null; votes_against?: number | null; abstentions?: number | null; outcome?: string | null }
  /** governance.mandates */
  'governance.mandates': { organ?: string | null; person?: string | null; capacity?: string | null; organisation?: string | null; started?: string | null }
  /** accounts.balances */
  'accounts.balances': { number?: string | null; title?: string | null; debit?: number | string | null; credit?: number | string | null; balance?: number | string | null }
  /** accounts.budget */
  'accounts.budget': { year?: number | null; action?: string | null; programme?: string | null; account?: string | null; label?: string | null; amount?: number | string | null; state?: string | null }
  /** label.register */
  'label.register': { number?: string | null; scheme?: string | null; holder?: string | null; region?: string | null; granted?: string | null; ends?: string | null; standing?: string | null }
  /** calls.list */
  'calls.list': { code?: string | null; title?: string | null; programme?: string | null; opens?: string | null; closes?: string | null; places?: number | null; received?: number | null; selected?: number | null }
  /** calls.applications */
  'calls.applications': { reference?: string | null; call?: string | null; candidate?: string | null; nature?: string | null; region?: string | null; filed?: string | null; decision?: string | null; decided?: string | null }
  /** journeys.startups */
  'journeys.startups': { startup?: string | null; programme?: string | null; stage?: string | null; entered?: string | null; ended?: string | null; hours?: number | null; paid?: number | string | null }
  /** training.sessions */
  'training.sessions': { code?: string | null; title?: string | null; programme?: string | null; started?: string | null; place?: string | null; places?: number | null; people?: number | null; person_hours?: number | null }
  /** training.licences */
  'training.licences': { software?: string | null; organisation?: string | null; seats?: number | null; started?: string | null; ended?: string | null }
  /** events.agenda */
  'events.agenda': { title?: string | null; kind?: string | null; started?: string | null; ended?: string | null; city?: string | null; country?: string | null; registered?: number | null }
  /** pilots.list */
  'pilots.list': { code?: string | null; title?: string | null; place?: string | null; region?: string | null; partners?: string | null; commissioned?: string | null; power_kwp?: number | null }
  /** press.articles */
  'press.articles': { day?: string | null; title?: string | null; publisher?: string | null; lead?: string | null; tags?: string | null; url?: string | null }
}

export type Done = { ok: boolean; deed: string; done: { record?: { kind: string; id: string } }; entry: number; secret?: string }
export type Figure = { name: string; title: string; rule: string; definition: { version: number; since: string }; unit: string; value: number | null; splits: Record<string, Record<string, number>>; evidence: string }
export type Entry = { seq: number; deed: string; actor: string; happenedAt: string; record?: { kind: string; id: string }; body: unknown; previous: string; hash: string }
export type Document = { document: string; type: string; size: number }

export type Problem = { type: string; title: string; status: number; code: string; errors?: Array<{ field: string; code: string; detail?: string }> }

/** What the house refused, with its code and, field by field, why. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}`)
    this.name = 'Refused'
    this.problem = problem
  }
}

export type GrappeOptions = {
  /** Where the house is: https://grappe.example.ma */
  origin: string
  cluster: string
  /** A token made in the office; without one, what everybody may read. */
  token?: string
  /** The language of refusals and names. */
  lang?: 'fr' | 'ar' | 'en'
  fetch?: (url: string, init: RequestInit) => Response | Promise<Response>
}

export type ListOptions<Row> = {
  page?: number
  limit?: number
  /** A column, with - before it for the other way. */
  sort?: keyof Row | `-${keyof Row & string}`
  q?: string
  /** Columns that must hold just this. */
  where?: Partial<Record<keyof Row, string>>
}

export type Listed<Row> = { total: number; page: number; rows: Row[]; more: boolean }

export type Register<Row> = {
  list(options?: ListOptions<Row>): Promise<Listed<Row>>
  /** Every record, a page at a time. */
  all(options?: Omit<ListOptions<Row>, 'page'>): AsyncGenerator<Row>
  get(id: string): Promise<Row>
}

type Deeds = { [Name in keyof DeedInputs]: (input: DeedInputs[Name], options?: { key?: string }) => Promise<Done> }
type Registers = { [Name in keyof RegisterRows]: Register<RegisterRows[Name]> }
type Views = { [Name in keyof ViewRows]: (options?: { asOf?: string; q?: string }) => Promise<Array<ViewRows[Name]>> }

const named = <Of extends object>(make: (name: string) => unknown): Of =>
  new Proxy({} as Of, { get: (_, name) => (typeof name === 'string' && name !== 'then' ? make(name) : undefined) })

/** A cluster of a Grappe, as a program sees it. */
export class Grappe {
  /** `grappe.deeds['organisations.add']({ name: 'Atlas', nature: 'Entreprise' })` */
  readonly deeds: Deeds
  readonly registers: Registers
  readonly views: Views
  readonly #options: GrappeOptions

  constructor(options: GrappeOptions) {
    this.#options = options
    this.deeds = named<Deeds>((name) => async (input: unknown, { key }: { key?: string } = {}) => {
      const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) }
      return (await this.#call(`/deeds/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })).json()
    })
    this.registers = named<Registers>((name) => this.#register(name))
    this.views = named<Views>((name) => async ({ asOf, q }: { asOf?: string; q?: string } = {}) =>
      (await this.#call(`/views/${name}${queryOf({ as_of: asOf, q })}`)).json(),
    )
  }

  async figures(asOf?: string): Promise<{ as_of: string; figures: Figure[] }> {
    return (await this.#call(`/figures${queryOf({ as_of: asOf })}`)).json()
  }

  async figure(name: string, asOf?: string): Promise<Figure & { as_of: string }> {
    return (await this.#call(`/figures/${encodeURIComponent(name)}${queryOf({ as_of: asOf })}`)).json()
  }

  /** The entries of the journal after a number, oldest first. */
  async journal(after = 0, limit = 100): Promise<Entry[]> {
    const { entries } = await (await this.#call(`/journal${queryOf({ after, limit })}`)).json()
    return entries
  }

  /** Sends a file, whose digest a deed with a field for a document is then given. */
  async sendDocument(file: Blob, name: string): Promise<Document> {
    const body = new FormData()
    body.set('file', file, name)
    return (await this.#call('/documents', { method: 'POST', body })).json()
  }

  #register(name: string): Register<{ id: string }> {
    const list = async ({ where = {}, ...asked }: ListOptions<{ id: string }> = {}): Promise<Listed<{ id: string }>> => {
      const answer = await this.#call(`/registers/${name}${queryOf({ ...asked, ...where })}`)
      const more = /rel="next"/.test(answer.headers.get('link') ?? '')
      return { ...(await answer.json()), more }
    }
    async function* all(options: Omit<ListOptions<{ id: string }>, 'page'> = {}) {
      for (let page = 1; ; page += 1) {
        const { rows, more } = await list({ limit: 1000, ...options, page })
        yield* rows
        if (!more) return
      }
    }
    return { list, all, get: async (id) => (await this.#call(`/registers/${name}/${encodeURIComponent(id)}`)).json() }
  }

  async #call(path: string, init: RequestInit = {}): Promise<Response> {
    const { origin, cluster, token, lang, fetch: send = (url, more) => fetch(url, more) } = this.#options
    const headers = new Headers(init.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    if (lang) headers.set('accept-language', lang)
    const answer = await send(`${origin}/api/v1/${encodeURIComponent(cluster)}${path}`, { ...init, headers })
    if (answer.ok) return answer
    const problem = await answer.json().catch(() => ({ type: 'about:blank', title: answer.statusText, code: 'unknown' }))
    throw new Refused({ status: answer.status, ...problem })
  }
}

function queryOf(asked: Record<string, unknown>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return query.size > 0 ? `?${query}` : ''
}
