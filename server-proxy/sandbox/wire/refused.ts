/** The codes of §8.1.1 with the document's messages. */
export const CODES = {
  '0000': '成功',
  '9999': '失败',
  '1000': '订单不存在',
  '1001': '保单未生效',
  '0002': '接口请求频繁',
  '2000': '接口签名错误',
  '2008': '请求接口不合法',
  '2009': '报文解密失败',
  '3000': '分销产品不存在',
  '4001': '订单状态不符合退保条件',
  '5000': '请求接口TOKEN不合法',
} as const
export type Code = keyof typeof CODES

/** A refused call; the message is the document's unless a better one is given. */
export class Refused extends Error {
  readonly code: string

  constructor(code: Exclude<Code, '0000'>, message: string = CODES[code]) {
    super(message)
    this.code = code
  }
}
