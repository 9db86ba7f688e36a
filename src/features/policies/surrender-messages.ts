import { defineMessages } from '../../ui/language.tsx'

/** Texts of the policies of one order, and of their surrender. */
export const surrenderMessages = defineMessages(
  {
    close: '关闭',
    cancel: '再想想',
    surrenderTitle: '退保',
    choosePolicies: '选择要退的保单',
    chooseAll: (count: number) => `全选（${count} 张）`,
    chooseFound: (count: number) => `选中找到的 ${count} 张`,
    searchPeople: '姓名或保单号',
    nobodyFound: '没有找到。',
    premiumOf: (count: number, people: number) => `所选 ${count} 张（${people} 人）的保费`,
    refundNote: '实际退还的金额以平台为准。',
    wholeGroup: '这是团单，所有被保险人一起退保。',
    consequence: '退保后保障立即终止，不能恢复。保费由平台按规则退回，到账时间以平台为准。',
    consequenceCredit: '退保后保障立即终止，不能恢复。保费由平台按规则退回授信额度。',
    begun: '保障已经开始，平台通常不受理退保。',
    surrenderMany: (people: number) => `退保 ${people} 人，保障立即终止`,
    why4001: '常见原因：保障已经开始、保单已退，或该产品不允许在线退保。如确需退保，请联系平台客服。',
    why1001: '保单刚出单，还没有在保险公司生效。请过几分钟再试。',
    requested: (people: number) => `已申请退保 ${people} 人`,
    withdraw: '撤回退保申请',
    withdrawText: '请先向平台客服确认没有办理这次退保。撤回后，订单恢复为平台显示的状态，可以重新申请退保。',
    withdrawSubmit: '确认撤回',
    withdrawn: '退保申请已撤回',
    withdrawShown: '平台刚刚更新了这次退保，无需撤回',
  },
  {
    close: 'Close',
    cancel: 'Cancel',
    surrenderTitle: 'Surrender',
    choosePolicies: 'Policies to surrender',
    chooseAll: (count: number) => `Select all ${count}`,
    chooseFound: (count: number) => `Select the ${count} found`,
    searchPeople: 'Name or policy number',
    nobodyFound: 'Nothing found.',
    premiumOf: (count: number, people: number) =>
      `Premium of ${count} selected (${people} ${people === 1 ? 'person' : 'people'})`,
    refundNote: 'The platform decides the actual refund.',
    wholeGroup: 'This is a group policy. It can only be surrendered for everyone insured.',
    consequence:
      'Cover ends immediately and cannot be restored. The platform refunds the premium under its rules and schedule.',
    consequenceCredit:
      'Cover ends immediately and cannot be restored. The platform returns the premium to your credit.',
    begun: 'Cover has started. The platform usually rejects surrenders now.',
    surrenderMany: (people: number) =>
      people === 1 ? 'Surrender for 1 person' : `Surrender for ${people} people`,
    why4001:
      'Common reasons: cover has started, the policy is already surrendered, or the product cannot be surrendered online. If it is still needed, contact the platform.',
    why1001: 'The insurer has not activated this new policy yet. Try again in a few minutes.',
    requested: (people: number) => `Surrender requested for ${people} ${people === 1 ? 'person' : 'people'}`,
    withdraw: 'Withdraw surrender request',
    withdrawText:
      'First ask the platform’s support to confirm that the surrender was not processed. After you withdraw it, the order returns to the platform’s status, and you can request a surrender again.',
    withdrawSubmit: 'Withdraw request',
    withdrawn: 'Surrender request withdrawn',
    withdrawShown: 'The platform has just updated this surrender. There is nothing to withdraw',
  },
)
