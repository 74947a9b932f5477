import { beforeAll, expect, test } from 'vitest'
import { figures } from '../src/app/modules.ts'
import { atDay, valuesOf } from '../src/core/figure.ts'
import { doing, recordOf, zone } from './support/deeds.ts'
import { inside, onEveryStore } from './support/stores.ts'

onEveryStore('the board', (store) => {
  const slug = 'board'
  const act = (name: string, given: object, on = '2020-03-01') => doing(store(), slug, name, given, { on })
  const organ = 'Conseil'
  const people = ['Ali Un', 'Badr Deux', 'Chama Trois', 'Driss Quatre', 'Eva Cinq', 'Fatima Six', 'Ghali Sept']
  let meeting = ''

  beforeAll(async () => {
    const { importInto } = await import('../src/app/import-dossier.ts')
    const { mkdtempSync, writeFileSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    const { join } = await import('node:path')
    const { officeActor } = await import('../src/core/permission.ts')
    const path = mkdtempSync(join(tmpdir(), 'grappe-board-'))
    writeFileSync(
      join(path, 'mandats.csv'),
      `Organe;Personne;Qualité;Début;Fin\n${people.map((name) => `${organ};${name};Administrateur;2019-01-01;2022-01-01`).join('\n')}\n`,
    )
    writeFileSync(join(path, 'organisations.csv'), 'Nom;Nature\nNouvelle;Entreprise\n')
    const result = await importInto(store(), {
      path,
      slug,
      dryRun: false,
      skipUnknownColumns: false,
      actor: officeActor,
      when: new Date('2020-01-01T00:00:00Z'),
    })
    expect(result.problems).toEqual([])
  })

  test('a meeting is convened by the statutes of its day', async () => {
    const statute = {
      organ,
      since: '2020-01-01',
      quorum: '1/2',
      proxies_max: 1,
      notice_days: 15,
      majority: 'simple',
      special_majority: '2/3',
    }
    expect(await act('board.statute', statute)).toMatchObject({ ok: true })
    expect(await act('board.statute', { ...statute, since: '2019-06-01' })).toMatchObject({ why: 'later-statute' })
    expect(await act('board.statute', { ...statute, since: '2021-01-01', quorum: '3/2' })).toMatchObject({
      why: 'bad-share',
    })
    const call = { reference: 'C-1', organ, held: '2020-03-20', place: 'Siège', agenda: 'Comptes\nBudget' }
    expect(await act('board.convene', { ...call, organ: 'Bureau' })).toMatchObject({ why: 'no-seats' })
    expect(await act('board.convene', { ...call, held: '2020-03-10' })).toMatchObject({
      why: 'short-notice',
      about: { days: '15' },
    })
    expect(await act('board.convene', { ...call, second: 'oui' })).toMatchObject({ why: 'no-second' })
    meeting = recordOf(await act('board.convene', call))
    expect(await act('board.convene', call)).toMatchObject({ why: 'duplicate' })
  })

  test('powers are held by those present, one each, and the quorum is counted', async () => {
    const row = (person: string, state: string, proxy = '') => ({ person, state, proxy })
    const attend = (rows: object[]) => act('board.attend', { meeting, people: rows }, '2020-03-20')
    expect(await attend([row('Inconnu', 'présent')])).toMatchObject({ why: 'not-in-organ', field: 'people.0.person' })
    expect(await attend([row('Ali Un', 'présent'), row('ALI UN', 'présent')])).toMatchObject({ why: 'named-twice' })
    expect(await attend([row('Ali Un', 'représenté')])).toMatchObject({ why: 'proxy-needed' })
    expect(await attend([row('Ali Un', 'représenté', 'Badr Deux'), row('Badr Deux', 'excusé')])).toMatchObject({
      why: 'proxy-absent',
    })
    expect(
      await attend([
        row('Ali Un', 'présent'),
        row('Badr Deux', 'représenté', 'Ali Un'),
        row('Chama Trois', 'représenté', 'Ali Un'),
      ]),
    ).toMatchObject({ why: 'proxy-limit', field: 'people.2.proxy' })
    const few = [row('Ali Un', 'présent'), row('Badr Deux', 'présent'), row('Chama Trois', 'représenté', 'Ali Un')]
    expect(await attend(few)).toMatchObject({ ok: true, done: { there: 3, seats: 7, quorate: false } })
    const vote = {
      meeting,
      number: '1',
      subject: 'Comptes',
      kind: 'ordinaire',
      votes: [{ person: 'Ali Un', choice: 'pour' }],
    }
    expect(await act('board.vote', vote, '2020-03-20')).toMatchObject({ why: 'no-quorum' })
    expect(await attend([...few, row('Driss Quatre', 'présent')])).toMatchObject({
      ok: true,
      done: { there: 4, quorate: true },
    })
  })

  test('votes are counted by name, with the majority the statutes ask', async () => {
    const vote = (number: string, kind: string, votes: [string, string][], more = {}) =>
      act(
        'board.vote',
        {
          meeting,
          number,
          subject: `Objet ${number}`,
          kind,
          votes: votes.map(([person, choice]) => ({ person, choice })),
          ...more,
        },
        '2020-03-20',
      )
    expect(await vote('1', 'ordinaire', [['Eva Cinq', 'pour']])).toMatchObject({
      why: 'not-there',
      field: 'votes.0.person',
    })
    expect(await vote('1', 'ordinaire', [['Ali Un', 'abstention']])).toMatchObject({ why: 'nobody-voted' })
    const adopted = await vote(
      '1',
      'ordinaire',
      [
        ['Ali Un', 'pour'],
        ['Badr Deux', 'pour'],
        ['Driss Quatre', 'contre'],
      ],
      { tasks: [{ title: 'Publier les comptes', owner: 'Badr Deux', due: '2020-04-01' }] },
    )
    expect(adopted).toMatchObject({
      ok: true,
      done: { adopted: true, for: 2, against: 1, abstentions: 1, recused: 0, tasks: 1 },
    })
    const rejected = [
      ['Ali Un', 'pour'],
      ['Badr Deux', 'contre'],
      ['Chama Trois', 'récusé'],
      ['Driss Quatre', 'récusé'],
    ] as [string, string][]
    expect(await vote('2', 'ordinaire', rejected, { tasks: [{ title: 'x' }] })).toMatchObject({
      why: 'task-of-rejected',
    })
    expect(await vote('2', 'ordinaire', rejected)).toMatchObject({ ok: true, done: { adopted: false, recused: 2 } })
    expect(
      await vote('3', 'extraordinaire', [
        ['Ali Un', 'pour'],
        ['Badr Deux', 'pour'],
        ['Chama Trois', 'contre'],
        ['Driss Quatre', 'contre'],
      ]),
    ).toMatchObject({ ok: true, done: { adopted: false, majority: '2/3' } })
    expect(
      await vote('4', 'extraordinaire', [
        ['Ali Un', 'pour'],
        ['Badr Deux', 'pour'],
        ['Chama Trois', 'contre'],
      ]),
    ).toMatchObject({ ok: true, done: { adopted: true } })
    const values = await inside(store(), slug, (scope) => valuesOf(scope, figures, atDay('2020-12-31', zone)))
    expect(values.get('board.resolutions_adopted')!.value).toBe(2)
    expect(values.get('board.resolutions_rejected')!.value).toBe(2)
    expect(values.get('board.quorum_met')!.value).toBe(1)
    expect(await act('board.attend', { meeting, people: [{ person: 'Eva Cinq', state: 'présent' }] })).toMatchObject({
      why: 'voted-already',
    })
  })

  test('the board admits by a resolution it adopted, once', async () => {
    const organisation = 'Nouvelle'
    const resolutions = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id, number from resolution where cluster_id = ${cluster} order by number`,
    )
    const [adopted, rejected] = [resolutions[0]!.id, resolutions[1]!.id]
    expect(await act('membership.admit', { organisation, resolution: adopted })).toMatchObject({ why: 'no-candidacy' })
    recordOf(await act('membership.apply', { organisation, college: 'Entreprises', asked_on: '2020-02-01' }))
    expect(await act('membership.apply', { organisation })).toMatchObject({ why: 'already-asked' })
    expect(await act('membership.admit', { organisation, resolution: rejected })).toMatchObject({ why: 'not-adopted' })
    recordOf(await act('membership.admit', { organisation, resolution: adopted }))
    const [row] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select joined, college from membership where cluster_id = ${cluster}`,
    )
    expect(row).toEqual({ joined: '2020-03-20', college: 'Entreprises' })
    expect(await act('membership.admit', { organisation, resolution: adopted })).toMatchObject({ why: 'no-candidacy' })
    expect(await act('membership.apply', { organisation, asked_on: '2020-05-01' })).toMatchObject({
      why: 'already-member',
    })
  })

  test('a task is closed once', async () => {
    const [task] = await inside(
      store(),
      slug,
      ({ sql, cluster }) => sql`select id from task where cluster_id = ${cluster}`,
    )
    expect(await act('tasks.finish', { task: task!.id })).toMatchObject({ ok: true })
    expect(await act('tasks.finish', { task: task!.id })).toMatchObject({ why: 'done-already' })
  })
})
