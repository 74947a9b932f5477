import { quantityText } from '../../../core/figure-text.ts'
import type { Web } from '../../../core/page.ts'
import { isOffice } from '../../../core/permission.ts'
import { counted, dayText, fill, instantText } from '../../../platform/texts.ts'
import { texts } from '../texts.ts'
import type { Approved, Moved } from './approved.ts'

/** By which resolution the text below was approved, and under which head of the journal. */
export function ApprovedBy({ web, approved }: { web: Web; approved: Approved }) {
  const t = texts[web.lang]
  const { resolution } = approved
  return (
    <div class="said approved" role="note">
      <p>
        {fill(t.approvedBy, { day: dayText(web.lang, resolution.held), asOf: dayText(web.lang, approved.asOf) })}{' '}
        <a href={web.link(`/records/resolution/${resolution.id}`)}>
          <bdi>
            {resolution.meeting} · {resolution.number} · {resolution.subject}
          </bdi>
        </a>
      </p>
      <p class="quiet">
        {t.approvedHead} <code dir="ltr">{approved.head.slice(0, 12)}</code> · {t.digest}{' '}
        <code dir="ltr">{approved.digest.slice(0, 12)}</code> ·{' '}
        <a href={web.link(`/bilan/${approved.year}?vif=1`)}>{t.seeLive}</a>
      </p>
    </div>
  )
}

const mostShown = 6

/** What has moved since: both values, the records, and who changed them. The approved text above stays as it is. */
export function Restated({ web, moved }: { web: Web; moved: Moved[] }) {
  const t = texts[web.lang]
  if (moved.length === 0) return null
  const voice = { lang: web.lang, figures: web.figures, words: web.words }
  const value = (figure: string, of: number | null) => quantityText(voice, figure, of, true)
  return (
    <section id="restated" class="full">
      <h2>{t.restated}</h2>
      <p class="quiet">{t.restatedSays}</p>
      <ul class="entries">
        {moved.map(({ figure, was, now, records }) => (
          <li key={figure}>
            <h3>{web.words(figure).name}</h3>
            <p>
              {was === now
                ? fill(t.sameValue, { value: value(figure, was) })
                : fill(t.bothValues, { was: value(figure, was), now: value(figure, now) })}
            </p>
            {records.slice(0, mostShown).map(({ kind, id, how, by, on, deed }) => (
              <p key={id} class="quiet">
                {t.how[how]} ·{' '}
                {how === 'gone' ? (
                  <code dir="ltr">{id.slice(-8)}</code>
                ) : (
                  <a href={web.link(`/records/${kind}/${id}`)}>{t.record.toLowerCase()}</a>
                )}
                {deed && ` · ${web.say.deed(deed).name}`}
                {by && ` · ${isOffice(web.actor) ? by : t.officeName}`}
                {on && ` · ${instantText(web.lang, on, web.profile.zone)}`}
              </p>
            ))}
            {records.length > mostShown && (
              <p class="quiet">
                {fill(t.andMore, { more: counted(web.lang, records.length - mostShown, t.recordsCount) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
