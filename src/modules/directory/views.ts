import { view } from '../../core/view.ts'

/** Every organisation the cluster deals with. How to reach one is the office's. */
export const organisationList = view({
  name: 'directory.organisations',
  may: ['public'],
  columns: [
    { key: 'name', kind: 'text' },
    { key: 'legal_form', kind: 'text' },
    { key: 'ice', kind: 'text' },
    { key: 'nature', kind: 'text' },
    { key: 'city', kind: 'text' },
    { key: 'region', kind: 'text' },
    { key: 'fields', kind: 'text' },
    { key: 'email', kind: 'text', personal: true },
    { key: 'phone', kind: 'text', personal: true },
  ],
  rows: async ({ sql, cluster }) => [
    ...(await sql`
      select o.id, o.name, o.legal_form, o.ice, o.nature, o.city, o.region, o.fields, o.email, o.phone
      from organisation o where o.cluster_id = ${cluster} order by o.name_key collate "C"`),
  ],
})

export const views = [organisationList]
