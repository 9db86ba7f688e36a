import { defineMessages } from '../../ui/language.tsx'

/** Texts around every page. Separate, so that customers do not load staff texts. */
export const frameMessages = defineMessages(
  {
    brand: '爱购保',
    skip: '跳到正文',
    lookup: '查询我的订单',
    otherLanguage: 'English',
    elder: '大字版',
    usual: '标准版',
    callSeller: (name: string) => `打电话给${name || '销售方'}`,
    failed: '页面没能打开',
    failedText: '可能是网络不稳，或页面刚刚更新。请刷新，已保存的内容都还在。',
    reload: '刷新页面',
  },
  {
    brand: 'Aigobao',
    skip: 'Skip to content',
    lookup: 'Find my order',
    otherLanguage: '中文',
    elder: 'Large text',
    usual: 'Usual text',
    callSeller: (name: string) => `Call ${name || 'the seller'}`,
    failed: 'This page could not be opened',
    failedText:
      'Your connection may be unstable, or this page was just updated. Reload it. Saved work is safe.',
    reload: 'Reload',
  },
)
