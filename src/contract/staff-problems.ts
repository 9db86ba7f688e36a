import { addWords } from './problems.ts'

/*
 * Words of problems that customers cannot meet. To be imported where staff's pages begin and where the BFF answers.
 */
addWords(
  {
    origin: {
      zh: '请填写完整的来源，例如 https://www.example.com，不带路径；http 只允许本机',
      en: 'Enter an origin such as https://www.example.com, without a path; http only for this machine',
    },
    'url-https': {
      zh: '请填写 https 开头的完整地址',
      en: 'Enter a full address that begins with https',
    },
    'url-private': {
      zh: '不能是内网或本机地址',
      en: 'Private and local addresses are not allowed',
    },
    'outside-origins': {
      zh: '须在登记的来源之内',
      en: 'Has to lie within the registered origins',
    },
    colour: { zh: '请填写颜色，例如 #0f5e63', en: 'Enter a colour such as #0f5e63' },
    twice: { zh: '有重复', en: 'Something is there twice' },
    'too-many-20': { zh: '最多 20 个', en: '20 at most' },
    'too-many-50': { zh: '最多 50 个', en: '50 at most' },
    'to-before-from': { zh: '结束日期不能早于开始日期', en: 'The last day cannot be before the first' },
    'period-over-year': { zh: '最多看 366 天', en: '366 days at most' },
    'personal-number': {
      zh: '说明里请不要写手机号或证件号',
      en: 'Leave mobile and document numbers out',
    },
    'https-url': { zh: '请输入以 https:// 开头的网址', en: 'Enter an address that begins with https://' },
    'not-pdf': { zh: '这不是 PDF 文件，请重新选择', en: 'This is not a PDF; choose another file' },
    'file-too-large': {
      zh: '文件超过 20 MB，请压缩后再选',
      en: 'Larger than 20 MB; make the file smaller and choose it again',
    },
    'file-gone': { zh: '文件没有传上来，请再试一次', en: 'The file did not arrive; please try again' },
    'product-unknown': { zh: '产品目录中没有这个产品', en: 'This product is not in the catalogue' },
    'member-unknown': { zh: '没有这个渠道会员，请先注册', en: 'No such channel member; register it first' },
    'member-of-other-mobile': {
      zh: '平台返回的会员号已属于另一个手机号，请联系平台核对',
      en: 'The platform answered a member that belongs to another mobile; ask the platform',
    },
    username: {
      zh: '用户名只能包含文字、数字、点、横线和下划线',
      en: 'A username holds letters, digits, dots, hyphens and underscores only',
    },
    'username-taken': { zh: '这个用户名已经有人使用', en: 'This username is taken' },
    'wrong-password': { zh: '当前密码不对', en: 'The current password is wrong' },
    'password-short': { zh: '密码至少 10 个字符', en: 'A password has at least 10 characters' },
    'password-common': {
      zh: '这个密码太常见，请换一个更难猜的',
      en: 'This password is among the first that are tried; choose another',
    },
    'password-same': { zh: '新密码与当前密码相同', en: 'The new password equals the current one' },
  },
  {
    'no-partner-key': {
      zh: '合作网站还没有签名密钥，请先生成一个',
      en: 'The partner has no signing key yet; make one first',
    },
    'member-required': {
      zh: '请先注册一个渠道会员，再添加产品',
      en: 'Register a channel member first, then add products',
    },
    'product-name-too-long': {
      zh: '平台给出的产品名称超过 32 个字符，下单时会被拒绝；请联系平台改短名称，再添加这个产品',
      en: 'The platform’s name of this product has more than 32 characters, which an order may not carry; ask the platform for a shorter one, then add it',
    },
    'bad-signature': {
      zh: '签名不对，或者时间戳已过期',
      en: 'The signature is wrong, or the timestamp too old',
    },
    'order-in-flight': {
      zh: '订单还在办理中，办结后才能删除个人信息',
      en: 'The order is still in progress; its people can be erased once it has ended',
    },
    'cover-runs': {
      zh: '保障尚未结束，结束后才能删除个人信息',
      en: 'The cover still runs; its people can be erased once it has ended',
    },
    'two-keys-already': {
      zh: '最多同时有两个密钥，请先停用一个',
      en: 'There can be two keys at a time; revoke one first',
    },
    'last-admin': {
      zh: '这是最后一位可用的管理员，不能停用或改变角色',
      en: 'This is the last administrator who can sign in; the role stays, and so does the account',
    },
    'not-credit': { zh: '这不是授信支付的订单', en: 'This order is not paid by credit' },
  },
)
