import type { GatewayKeys } from '../settings.ts'

/** Published test keys: the sandbox accepts only these, and the real platform does not know them. */
export const SANDBOX_KEYS: GatewayKeys = {
  accessToken: 'SANDBOX-TOKEN-0001',
  desKey: 'sandbox1-des-key',
  md5SecretKey: 'sandbox-md5-secret-key',
  distrCode: 'DL1000100',
  employeeCode: 'GY66688',
  invitateCode: '88888888',
}
