import * as z from 'zod/mini'
import { FactorRules } from '../factors.ts'
import { AddStaff, ChangeStaff, DisplayNames, SetPassword, StaffList, StaffNames } from '../staff.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.uuid() })

export const listStaffNames = {
  method: 'GET',
  path: '/api/staff/names',
  summary: 'List names of staff, to filter orders by.',
  access: 'manager',
  visibility: 'internal',
  answers: { 200: StaffNames },
} as const satisfies Endpoint

export const listStaff = {
  method: 'GET',
  path: '/api/staff',
  summary: 'List staff.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: StaffList },
} as const satisfies Endpoint

export const listDisplayNames = {
  method: 'GET',
  path: '/api/display-names',
  summary: 'List what staff are called on pages.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: DisplayNames },
} as const satisfies Endpoint

export const addStaff = {
  method: 'POST',
  path: '/api/staff',
  summary: 'Add a member of staff. Answers the new list.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  body: AddStaff,
  answers: { 201: StaffList },
} as const satisfies Endpoint

export const changeStaff = {
  method: 'PUT',
  path: '/api/staff/:id',
  summary: 'Change a role or name, or disable and enable. Answers the new list.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params,
  body: ChangeStaff,
  answers: { 200: StaffList },
} as const satisfies Endpoint

export const setStaffPassword = {
  method: 'PUT',
  path: '/api/staff/:id/password',
  summary: 'Set a temporary password. Answers the new list.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params,
  body: SetPassword,
  answers: { 200: StaffList },
} as const satisfies Endpoint

export const resetFactors = {
  method: 'DELETE',
  path: '/api/staff/:id/factors',
  summary: 'Remove a person’s second factors after a loss and end their sessions. Answers the new list.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params,
  answers: { 200: StaffList },
} as const satisfies Endpoint

export const readFactorRules = {
  method: 'GET',
  path: '/api/factor-rules',
  summary: 'Read which roles need a second factor.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: FactorRules },
} as const satisfies Endpoint

export const putFactorRules = {
  method: 'PUT',
  path: '/api/factor-rules',
  summary: 'Say which roles need a second factor.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  body: FactorRules,
  answers: { 200: FactorRules },
} as const satisfies Endpoint
