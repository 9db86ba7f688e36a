import type { PlanFit } from '../contract/orders.ts'
import { yuan } from './yuan.ts'

/** The plan is selected here and confirmed on the platform's page. The policy decides. */
const WORDS = {
  zh: {
    chosen: '所选计划',
    decides: (plan: string) => `${plan}（以保单为准）`,
    choose: (plan: string) => `请在平台页面选择“${plan}”，所选计划不会自动带过去。`,
    differs: '金额与所选计划不符',
    below: '低于',
    above: '高于',
    differsText: (total: string, side: string, plan: string, expected: string | null) =>
      `平台的金额 ${total} ${side}所选计划“${plan}”${expected ? `的 ${expected}` : '的保费'}，平台页面上可能选了别的计划。请核对保单上的计划和保障。`,
  },
  en: {
    chosen: 'Selected plan',
    decides: (plan: string) => `${plan} (subject to the policy)`,
    choose: (plan: string) => `Select “${plan}” on the platform’s page. Your selection is not carried over.`,
    differs: 'The amount does not match the selected plan',
    below: 'below',
    above: 'above',
    differsText: (total: string, side: string, plan: string, expected: string | null) =>
      `The platform’s amount ${total} is ${side} ${expected ? `${expected}, the price of` : 'the price of'} the selected plan “${plan}”. Another plan may have been confirmed on the platform’s page. Check the plan and cover on the policy.`,
  },
}

export const planWords = (language: 'zh' | 'en') => WORDS[language]

type Judged = { planName: string | null; planFit: PlanFit | null; total: number | null }

/** The warning if an amount does not match the selected plan; null if it matches or is unknown. */
export function planWarning(
  { planName, planFit, total }: Judged,
  expected: number | null,
  language: 'zh' | 'en',
): string | null {
  const t = WORDS[language]
  if (planFit === null || planFit === 'fits' || total === null) return null
  return t.differsText(yuan(total), t[planFit], planName ?? '', expected === null ? null : yuan(expected))
}
