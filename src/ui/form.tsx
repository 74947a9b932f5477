import type { ComponentChildren, VNode } from 'preact'

export type Choice = { value: string; text: string }

/** One field of a form, as plain data. */
export type Field = {
  name: string
  /** Where two forms of one page ask for the same: an id of its own. */
  id?: string | undefined
  label: string
  kind:
    | 'text'
    | 'long'
    | 'day'
    | 'instant'
    | 'number'
    | 'email'
    | 'password'
    | 'code'
    | 'file'
    | 'files'
    | 'choice'
    | 'several'
    | 'known'
    | 'hidden'
  value: string
  required?: boolean | undefined
  choices?: Choice[] | undefined
  hint?: string | undefined
  error?: string | undefined
  autocomplete?: string | undefined
}

/** The same fields over several lines, as a voucher has. */
export type FieldLines = { name: string; label: string; heads: string[]; rows: Field[][]; error?: string | undefined }

export const isRows = (field: Field | FieldLines): field is FieldLines => 'rows' in field

const idOf = (name: string) => `f-${name.replace(/[^\w-]/g, '-')}`

function Input({ field, label }: { field: Field; label?: string }): VNode {
  const { name, kind, value, required, choices = [], error, autocomplete, hint } = field
  const id = field.id ?? idOf(name)
  const common = {
    id,
    name,
    required,
    autocomplete,
    'aria-label': label,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined,
  }
  switch (kind) {
    case 'long':
      return (
        <textarea {...common} rows={8} dir="auto">
          {value}
        </textarea>
      )
    case 'choice':
      return (
        <select {...common}>
          {(!required || !value) && <option value="" />}
          {!choices.some((choice) => choice.value === value) && value && (
            <option value={value} selected>
              {value}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.text}
            </option>
          ))}
        </select>
      )
    case 'several': {
      const chosen = new Set(value.split('; '))
      return (
        <select {...common} multiple size={Math.min(8, Math.max(3, choices.length))}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={chosen.has(choice.value)}>
              {choice.text}
            </option>
          ))}
        </select>
      )
    }
    case 'known':
      return (
        <>
          <input {...common} type="text" value={value} list={`${id}-list`} dir="auto" />
          <datalist id={`${id}-list`}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.text}
              </option>
            ))}
          </datalist>
        </>
      )
    case 'day':
      return <input {...common} type="date" value={value} />
    case 'instant':
      return <input {...common} type="text" value={value} placeholder="2019-06-25T09:00" />
    case 'number':
      return <input {...common} type="text" inputmode="decimal" value={value} class="r" />
    case 'code':
      return <input {...common} type="text" inputmode="numeric" value={value} autocomplete="one-time-code" />
    case 'file':
    case 'files':
      return <input {...common} type="file" multiple={kind === 'files'} />
    case 'hidden':
      return <input type="hidden" name={name} value={value} />
    default:
      if (kind === 'password') return <input {...common} type="password" value="" />
      if (kind === 'email') return <input {...common} type="email" value={value} />
      return <input {...common} type="text" value={value} dir="auto" />
  }
}

function Labelled({ field, optional }: { field: Field; optional: string }): VNode {
  const id = field.id ?? idOf(field.name)
  return (
    <div class={field.error ? 'field wrong' : 'field'}>
      <label for={id}>
        {field.label}
        {!field.required && <small> {optional}</small>}
      </label>
      {field.hint && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {field.error && (
        <p class="error" id={`${id}-error`}>
          {field.error}
        </p>
      )}
      <Input field={field} />
    </div>
  )
}

function Rows({ of: { label, heads, rows, error } }: { of: FieldLines }): VNode {
  const wrong = rows.flat().filter((field) => field.error)
  return (
    <fieldset class="lines">
      <legend>{label}</legend>
      {error && <p class="error">{error}</p>}
      {wrong.map((field) => (
        <p class="error" id={`${idOf(field.name)}-error`} key={field.name}>
          {field.error}
        </p>
      ))}
      <table class="list grid">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((fields, line) => (
            <tr key={fields[0]?.name}>
              {fields.map((field, place) => (
                <td key={field.name}>
                  <Input field={field} label={`${heads[place]} ${line + 1}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}

/** A form that works by itself: what is wrong stands on top, with the way to each field, and beside each field. */
export function Form({
  action,
  fields,
  submit,
  problem,
  names,
  multipart,
  danger,
  children,
}: {
  action: string
  fields: (Field | FieldLines)[]
  submit: string
  problem?: string | undefined
  names: { optional: string; toCorrect: string }
  multipart?: boolean
  danger?: boolean
  children?: ComponentChildren
}): VNode {
  const flat = fields.flatMap((field) => (isRows(field) ? field.rows.flat() : [field]))
  const wrong = flat.filter(({ error, kind }) => error && kind !== 'hidden')
  return (
    <form class="deed" method="post" action={action} enctype={multipart ? 'multipart/form-data' : undefined}>
      {problem && (
        <div class="problem" role="alert" tabIndex={-1}>
          <p>
            <b>{problem}</b>
          </p>
          {wrong.length > 0 && (
            <ul aria-label={names.toCorrect}>
              {wrong.map(({ name, label, error }) => (
                <li key={name}>
                  <a href={`#${idOf(name)}`}>{label}</a>
                  {error !== problem && ` : ${error}`}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {fields.map((field) =>
        isRows(field) ? (
          <Rows key={field.name} of={field} />
        ) : field.kind === 'hidden' ? (
          <Input key={field.name} field={field} />
        ) : (
          <Labelled key={field.name} field={field} optional={names.optional} />
        ),
      )}
      {children}
      <p class="send">
        <button type="submit" class={danger ? 'danger' : undefined}>
          {submit}
        </button>
      </p>
    </form>
  )
}
