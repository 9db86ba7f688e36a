import { addWords } from './problems.ts'

/* Sentences for the partner's developers: problems of the embed session, the list of refusals, the inspector. */
addWords(
  {
    malformed: {
      zh: '不是 JWT：应为三段 base64url，中间用点隔开',
      en: 'Not a JWT: three base64url parts separated by dots',
    },
    'wrong-algorithm': { zh: '算法必须是 HS256', en: 'The algorithm must be HS256' },
    'wrong-issuer': { zh: 'iss 必须是网站 ID', en: 'iss must be the site’s ID' },
    'wrong-signature': {
      zh: '签名与现有的签名密钥都不符。请直接用密钥文本（含 aigobo_）作 HMAC 密钥，不要解码',
      en: 'Not signed by a current key. Use the key’s text, with aigobo_, as the HMAC key; do not decode it',
    },
    'wrong-claim': { zh: '缺少这一项，或格式不对', en: 'This claim is missing or has the wrong format' },
    'wrong-audience': {
      zh: '网页嵌入的 aud 是门户的来源，接口的 aud 是来源加 /api/partner/v1，末尾都不带斜杠',
      en: 'aud must be the portal’s origin for the frame, or that origin and /api/partner/v1 for the API, without a slash at the end',
    },
    'too-long-lived': { zh: 'exp 减 iat 最多 300 秒', en: 'exp − iat is at most 300 seconds' },
    'not-yet-valid': {
      zh: 'iat 或 nbf 在将来，请校准服务器时钟',
      en: 'iat or nbf is in the future. Set the server’s clock',
    },
    expired: {
      zh: '已过期。请在打开页面时才签发，并校准服务器时钟',
      en: 'Expired. Sign it when the page opens, and set the server’s clock',
    },
    'partner-disabled': { zh: '合作网站已停用', en: 'The site is disabled' },
    'partner-unlicensed': {
      zh: '没有牌照的网站不能在网页里填写投保信息',
      en: 'Without a licence the frame contains no form',
    },
    'origin-not-registered': {
      zh: 'origin 必须是登记的来源之一，并与网页的来源相同',
      en: 'origin must be registered and equal to the page’s own',
    },
    'product-not-offered': { zh: '网站没有开通这个产品', en: 'The site does not offer this product' },
    'reference-taken': {
      zh: '这个单号已有未结束的订单',
      en: 'An order with this reference already exists',
    },
    used: { zh: '每个凭证只能用一次，请每次签发新的', en: 'A token works once. Sign a new one each time' },
  },
  {
    'token-missing': {
      zh: '请在 Authorization 里带上 Bearer 凭证',
      en: 'Send a Bearer token in the Authorization header',
    },
    'token-invalid': {
      zh: '凭证无效：fields 指出哪里不对；没有 fields 时，签名与现有密钥都不符',
      en: 'The token is not valid. fields says why; without fields, no current key signed it',
    },
    'token-expired': {
      zh: '凭证已过期，请签发新的',
      en: 'The token has expired. Sign a new one',
    },
    'token-used': { zh: '凭证已用过，请签发新的', en: 'The token was already used. Sign a new one' },
    'partner-disabled': { zh: '合作网站已停用', en: 'The site is disabled' },
    'partner-unlicensed': { zh: '网站没有有效的牌照', en: 'The site has no valid licence' },
    'origin-not-allowed': {
      zh: '网页的来源没有登记',
      en: 'The page’s origin is not registered',
    },
    'product-not-allowed': { zh: '网站没有开通这个产品', en: 'The site does not offer this product' },
    'scope-missing': {
      zh: '管理员没有为您的网站开通这项权限',
      en: 'The administrator has not granted this permission to your site',
    },
    'reference-taken': {
      zh: '这个单号已有未结束的订单',
      en: 'An order with this reference already exists',
    },
  },
)
