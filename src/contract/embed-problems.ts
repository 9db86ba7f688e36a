import { addWords } from './problems.ts'

/* Words of problems that only a page in a partner’s frame meets. */
addWords(
  {},
  {
    'token-invalid': {
      zh: '网站提供的凭证无效，请从该网站重新打开',
      en: 'Your session on the partner site is not valid. Open this again from the site',
    },
    'token-expired': {
      zh: '网站提供的凭证已过期，请刷新该网站的页面',
      en: 'Your session on the partner site has expired. Reload its page',
    },
    'token-used': {
      zh: '网站提供的凭证已用过，请刷新该网站的页面',
      en: 'This page was already opened once. Reload the partner site’s page',
    },
    'partner-disabled': { zh: '合作网站已停用', en: 'This partner site is disabled' },
    'partner-unlicensed': {
      zh: '合作网站只能展示产品信息，请到投保页面购买',
      en: 'This partner site shows information only. Buy on the purchase page',
    },
    'origin-not-allowed': {
      zh: '这个网页不在合作网站登记的来源里',
      en: 'This page is not one of the partner site’s registered origins',
    },
    'product-not-allowed': {
      zh: '合作网站没有开通这个产品',
      en: 'The partner site does not offer this product',
    },
  },
)
