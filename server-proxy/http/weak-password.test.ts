import { expect, test } from 'vitest'
import { isWeakPassword } from './weak-password.ts'

test.each([
  'a123456789',
  '1q2w3e4r5t',
  'wangxiaoming',
  'wangxiaoming1',
  'WangXiaoMing!',
  'admin',
  'P@ssw0rd1234',
  'qwertyuiop[]',
  'zaq12wsx3edc',
  '1qaz2wsx3edc4rfv',
  'abcdefgh12345678',
  'iloveyou2024',
  'aaaaaaaaaaaaaaaa',
  '爱购保爱购保爱购保',
  'aigobo1234',
  'Aigobo2026!',
  'Baoxian@2026',
  'Summer2026!',
  'woaini1314520',
  '5201314aini',
  'woaizhongguo',
  'taobao123456',
  '13800138000x',
])('%s is weak for wangxiaoming', async (password) => {
  expect(await isWeakPassword(password, 'wangxiaoming')).toBe(true)
})

test.each([
  'admin-password-for-tests',
  'long enough 1',
  'correct-horse-battery',
  'xK9-mQ2p-vT7w',
  '西湖边的小船慢慢走',
])('%s is accepted', async (password) => {
  expect(await isWeakPassword(password, 'wangxiaoming')).toBe(false)
})
