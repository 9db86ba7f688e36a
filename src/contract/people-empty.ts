import type { HolderForm, InsuredForm } from './people-typed.ts'

export function emptyPerson(): HolderForm {
  return { name: '', cardType: 'id-card', cardNo: '', birthday: '', gender: '', mobile: '', email: '' }
}

let lastKey = 0
/** The relation has no default. */
export function emptyInsured(): InsuredForm {
  return { ...emptyPerson(), key: `row-${Date.now()}-${++lastKey}`, relation: '' }
}
