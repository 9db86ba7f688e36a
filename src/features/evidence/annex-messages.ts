import { defineMessages } from '../../ui/language.tsx'

export const annexMessages = defineMessages(
  {
    title: '投保附件',
    text: '投保时的投保单、所示的计划和价格、各项由谁填写，以及销售方、合作方和链接。加密保存，指纹在记录链中。',
    sealed: (until: string) => `附件已封存至 ${until}，只有依法调取的两位管理员可以下载。`,
    erased: '附件已随个人信息删除，指纹保留在记录链中。',
    fingerprint: 'SHA-256',
    copy: '复制',
    copied: '已复制',
    download: '下载附件',
    dialog: '下载附件',
    dialogText: '附件含完整的个人信息。下载的人和原因会记入审计日志。',
    submit: '下载',
  },
  {
    title: 'Annex',
    text: 'The application, the plans and prices shown, who filled in each field, seller, partner and link. It is encrypted; its hash stands in the chain.',
    sealed: (until: string) =>
      `The annex is sealed until ${until}. Only the two administrators of an approved opening can download it.`,
    erased: 'The annex was deleted with the personal data. Its hash stays in the chain.',
    fingerprint: 'SHA-256',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Download annex',
    dialog: 'Download annex',
    dialogText: 'The annex contains full personal data. The audit log keeps who downloads it, and why.',
    submit: 'Download',
  },
)
