import type { VNode } from 'preact'

export type Bar = { label: string; value: number; text: string; href?: string | undefined }

/** A table whose rows carry their bar: the numbers are read and the shape is seen, at any width. */
export function Bars({
  caption,
  bars,
  wide,
  accent,
}: {
  caption: string
  bars: Bar[]
  wide?: boolean
  accent?: boolean
}): VNode | null {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  if (bars.length === 0) return null
  return (
    <table class={wide ? 'bars wide' : 'bars'}>
      <caption>{caption}</caption>
      <tbody>
        {bars.map(({ label, value, text, href }, place) => (
          <tr key={label} class={accent && place === 0 ? 'first' : undefined}>
            <th scope="row">
              <bdi>{href ? <a href={href}>{label}</a> : label}</bdi>
            </th>
            <td>{text}</td>
            <td class="b">
              <svg aria-hidden="true">
                <rect
                  width={`${most > 0 ? Math.max((value / most) * 100, value > 0 ? 1 : 0).toFixed(1) : 0}%`}
                  height="100%"
                />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export type Point = { label: string; value: number; text: string }

/** How a number went from one year to the next: a line in steps, the last step live. The points are read out as the picture's name. */
export function Steps({ name, points }: { name: string; points: Point[] }): VNode | null {
  if (points.length < 2) return null
  const most = Math.max(...points.map(({ value }) => value), 1)
  const at = (place: number) => (place / points.length) * 100
  const height = (value: number) => 58 - (value / most) * 54
  const path = points
    .map(
      ({ value }, place) =>
        `${place === 0 ? 'M' : 'V'}${place === 0 ? `0 ${height(value).toFixed(1)}` : height(value).toFixed(1)}H${at(place + 1).toFixed(1)}`,
    )
    .join('')
  const last = points.at(-1)!
  return (
    <div class="plot">
      <svg
        viewBox="0 0 100 60"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} : ${points.map(({ label, text }) => `${label}, ${text}`).join(' ; ')}`}
      >
        <path class="base" d="M0 59H100" />
        <path class="step" d={path} />
        <rect
          class="live"
          x={at(points.length - 1)}
          y={height(last.value) - 1.2}
          width={100 / points.length}
          height="2.4"
        />
      </svg>
      <ol aria-hidden="true">
        {points.map(({ label, text }) => (
          <li key={label}>
            {label} <b>{text}</b>
          </li>
        ))}
      </ol>
    </div>
  )
}

export type DayBar = { day: string; value: number; missing: boolean }

/** One bar a day; a day with hours missing stands on a hatched ground, so that a gap is not read as a calm. */
export function Days({
  name,
  days,
  from,
  to,
}: {
  name: string
  days: DayBar[]
  from: string
  to: string
}): VNode | null {
  if (days.length === 0) return null
  const most = Math.max(...days.map(({ value }) => value), 1)
  const width = 100 / days.length
  return (
    <div class="plot tall">
      <svg viewBox="0 0 100 60" preserveAspectRatio="none" role="img" aria-label={name}>
        <defs>
          <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse">
            <path class="hatch" d="M0 1H4" />
          </pattern>
        </defs>
        {days.map(({ day, value, missing }, place) => (
          <>
            {missing && (
              <rect
                key={`${day}g`}
                class="gap"
                x={(place * width).toFixed(2)}
                y="0"
                width={width.toFixed(2)}
                height="59"
              />
            )}
            <rect
              key={day}
              class="solid"
              x={(place * width + width * 0.12).toFixed(2)}
              y={(59 - (value / most) * 56).toFixed(2)}
              width={(width * 0.76).toFixed(2)}
              height={((value / most) * 56).toFixed(2)}
            />
          </>
        ))}
        <path class="base" d="M0 59.5H100" />
      </svg>
      <ol aria-hidden="true">
        <li>{from}</li>
        <li>{to}</li>
      </ol>
    </div>
  )
}
