import { expect, test } from 'vitest'
import { detailWords } from './detail-words.ts'

test('translates codes and keeps names that people chose', () => {
  const detail = { username: 'wang', role: 'clerk', temporary: true }
  expect(detailWords(detail, 'zh')).toBe('用户名：wang · 角色：业务员 · 临时密码：是')
  expect(detailWords(detail, 'en')).toBe('username: wang · role: clerk · temporary password: yes')
  expect(detailWords({ reason: 'difference' }, 'en')).toContain('daily comparison')
})
