import { addWords } from './problems.ts'

/* What a customer reads in a partner’s frame. The partner’s developer reads token-words.ts. */
addWords(
  {},
  {
    'token-invalid': {
      zh: '页面没有通过网站的验证，请从该网站重新打开',
      en: 'The site could not be verified. Open this again from the site',
    },
    'token-expired': {
      zh: '页面打开太久，请刷新',
      en: 'This page was open too long. Reload it',
    },
    'token-used': {
      zh: '页面已经打开过一次，请刷新',
      en: 'This page was already opened once. Reload it',
    },
    'partner-disabled': {
      zh: '这里暂不提供投保，请联系该网站的客服',
      en: 'Insurance is not offered here right now. Contact the site',
    },
    'partner-unlicensed': {
      zh: '这里只展示产品信息，请到投保页面购买',
      en: 'This site shows information only. Buy on the purchase page',
    },
    'origin-not-allowed': {
      zh: '这个网页不提供投保，请联系该网站的客服',
      en: 'Insurance is not offered on this page. Contact the site',
    },
    'product-not-allowed': {
      zh: '这里不销售这个产品，请联系该网站的客服',
      en: 'This product is not sold here. Contact the site',
    },
  },
)
