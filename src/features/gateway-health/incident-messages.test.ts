import { expect, test } from 'vitest'
import { incidentMessages } from './incident-messages.ts'

test.each([
  [0, '不到 1 分钟', 'Under 1 min'],
  [5, '5 分钟', '5 min'],
  [125, '2 小时 5 分钟', '2 h 5 min'],
  [120, '2 小时', '2 h'],
  [1_441, '1 天', '1 d'],
  [4_570, '3 天 4 小时', '3 d 4 h'],
])('says how long %d minutes are in the two largest units', (minutes, zh, en) => {
  expect([incidentMessages.zh.lasted(minutes), incidentMessages.en.lasted(minutes)]).toEqual([zh, en])
})
