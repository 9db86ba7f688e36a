import { createHmac } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Deps } from '../../deps.ts'
import { EgressRefused } from '../../http/egress.ts'
import type { NoticeRobots } from '../../store/schema/notices.ts'

export type RobotRow = Selectable<NoticeRobots>

export const addressPlace = (id: string) => ({ table: 'notice_robots', column: 'address', row: id })
export const secretPlace = (id: string) => ({ table: 'notice_robots', column: 'secret', row: id })

/**
 * Posts a text to a group robot, signed where it has a secret. Returns null when it was taken, else the status, the
 * robot's own code, or why there is no answer; never the address, which is a secret.
 */
export async function postToRobot(
  { robots, vault, now }: Pick<Deps, 'robots' | 'vault' | 'now'>,
  robot: Pick<RobotRow, 'id' | 'brand' | 'address_sealed' | 'secret_sealed'>,
  text: string,
): Promise<string | null> {
  const address = vault.open(addressPlace(robot.id), robot.address_sealed)
  const secret = robot.secret_sealed && vault.open(secretPlace(robot.id), robot.secret_sealed)
  const { url, body } = requestOf(robot.brand, { address, secret, text, now: now() })
  try {
    const answer = await robots.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return answer.status === 200 ? faultIn(answer.body) : String(answer.status)
  } catch (error) {
    if (error instanceof EgressRefused) return error.message
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
  }
}

type Message = { address: string; secret: string | null; text: string; now: number }

/** 企业微信 91770, 钉钉 custom-robot-access, 飞书 custom bot. */
function requestOf(brand: RobotRow['brand'], { address, secret, text, now }: Message) {
  const seconds = String(Math.floor(now / 1000))
  switch (brand) {
    case 'wecom':
      return { url: address, body: { msgtype: 'text', text: { content: text } } }
    case 'dingtalk': {
      const url = new URL(address)
      if (secret) {
        url.searchParams.set('timestamp', String(now))
        url.searchParams.set('sign', macOf(secret, `${now}\n${secret}`))
      }
      return { url: url.href, body: { msgtype: 'text', text: { content: text } } }
    }
    case 'feishu': {
      // Its key is what 钉钉 signs, and it signs nothing.
      const signed = secret && { timestamp: seconds, sign: macOf(`${seconds}\n${secret}`, '') }
      return { url: address, body: { ...signed, msg_type: 'text', content: { text } } }
    }
  }
}

const macOf = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')

/** The robot's code unless it is 0: `errcode` of 企业微信 and 钉钉, `code` of 飞书. */
function faultIn(body: Buffer): string | null {
  try {
    const { errcode, code, StatusCode } = JSON.parse(body.toString()) as Record<string, unknown>
    const said = errcode ?? code ?? StatusCode
    return said === 0 ? null : `code ${typeof said === 'number' ? said : 'unknown'}`
  } catch {
    return 'unreadable'
  }
}
