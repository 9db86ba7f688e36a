import * as z from 'zod/mini'
import {
  AddRobot,
  ChangeRobot,
  ListNotices,
  NoticeList,
  NoticeSettings,
  OwnNotices,
  OwnNoticesAnswer,
  Subscription,
  Tried,
} from '../notices.ts'
import type { Endpoint } from './endpoint.ts'

const Id = z.object({ id: z.uuid() })

export const readNoticeSettings = {
  method: 'GET',
  path: '/api/notice-settings',
  summary: 'Read the mail server and the group robots.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: NoticeSettings },
} as const satisfies Endpoint

export const addRobot = {
  method: 'POST',
  path: '/api/notice-robots',
  summary: 'Add a group robot.',
  access: 'admin',
  visibility: 'internal',
  body: AddRobot,
  answers: { 201: NoticeSettings },
} as const satisfies Endpoint

export const changeRobot = {
  method: 'PUT',
  path: '/api/notice-robots/:id',
  summary: 'Change what a group robot is told.',
  access: 'admin',
  visibility: 'internal',
  params: Id,
  body: ChangeRobot,
  answers: { 200: NoticeSettings },
} as const satisfies Endpoint

export const removeRobot = {
  method: 'DELETE',
  path: '/api/notice-robots/:id',
  summary: 'Remove a group robot and its messages.',
  access: 'admin',
  visibility: 'internal',
  params: Id,
  answers: { 200: NoticeSettings },
} as const satisfies Endpoint

export const testRobot = {
  method: 'POST',
  path: '/api/notice-robots/:id/test',
  summary: 'Send a test message to a group robot.',
  access: 'admin',
  visibility: 'internal',
  params: Id,
  answers: { 200: Tried },
} as const satisfies Endpoint

export const listNotices = {
  method: 'GET',
  path: '/api/notices',
  summary: 'List the messages to staff, robots and customers, newest first.',
  access: 'admin',
  visibility: 'internal',
  query: ListNotices,
  answers: { 200: NoticeList },
} as const satisfies Endpoint

export const resendNotice = {
  method: 'POST',
  path: '/api/notices/:id/resend',
  summary: 'Try a message again that was given up.',
  access: 'admin',
  visibility: 'internal',
  params: Id,
  answers: { 204: null },
} as const satisfies Endpoint

export const readOwnNotices = {
  method: 'GET',
  path: '/api/session/notices',
  summary: 'Read which mails the user wants.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: OwnNoticesAnswer },
} as const satisfies Endpoint

export const saveOwnNotices = {
  method: 'PUT',
  path: '/api/session/notices',
  summary: 'Choose which mails the user gets.',
  access: 'clerk',
  visibility: 'internal',
  body: OwnNotices,
  answers: { 200: OwnNoticesAnswer },
} as const satisfies Endpoint

export const testOwnMail = {
  method: 'POST',
  path: '/api/session/notices/test',
  summary: 'Send a test mail to the user’s own address.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: Tried },
} as const satisfies Endpoint

export const readSubscription = {
  method: 'GET',
  path: '/api/subscriptions/:token',
  summary: 'Read what the link at the end of a mail ends.',
  access: 'by-route',
  visibility: 'internal',
  answers: { 200: Subscription },
} as const satisfies Endpoint

export const endSubscription = {
  method: 'POST',
  path: '/api/subscriptions/:token/end',
  summary: 'End such mails. Mail programs call it too (RFC 8058).',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: Subscription },
} as const satisfies Endpoint
