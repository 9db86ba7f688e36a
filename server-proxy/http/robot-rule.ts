import type { RobotBrand } from '#contract/notices.ts'
import { publicOnly, type Rule } from './egress.ts'

const HOSTS: Record<RobotBrand, readonly string[]> = {
  wecom: ['qyapi.weixin.qq.com'],
  dingtalk: ['oapi.dingtalk.com'],
  feishu: ['open.feishu.cn', 'open.larksuite.com'],
}

/** Group robots: their documented hosts by https, and what `ROBOT_HOSTS` names. */
export function robotRule(named: readonly string[], brand?: RobotBrand): Rule {
  const documented = new Set(brand ? HOSTS[brand] : Object.values(HOSTS).flat())
  const open = publicOnly([...named])
  return (url) => {
    const reach = open(url)
    return reach === 'public' && !documented.has(url.host) ? null : reach
  }
}
