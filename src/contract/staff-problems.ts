import './order-problems.ts'
import { addWords } from './problems.ts'

/*
 * Sentences that only staff read. Imported by the staff shell and by the BFF's error answers.
 */
addWords(
  {
    'not-on-sale': {
      zh: '该产品资料不全，暂不销售，请管理员补齐',
      en: 'This product is incomplete and not on sale. Ask an administrator to complete it',
    },
    'insured-already': {
      zh: '这几天已有保障，请确认是否仍要投保',
      en: 'Already covered on these days. Confirm that you want another policy',
    },
    'choose-reason': { zh: '请选择原因', en: 'Select a reason' },
    'choose-payer': { zh: '请选择由谁付款', en: 'Select who pays' },
    'second-cover': {
      zh: '请核对已有的保障；仍要投保的，请勾选',
      en: 'Check the cover that exists. To sell anyway, tick this',
    },
    'holder-not-distributor': {
      zh: '投保人不是信息披露中的本公司全称，请另选',
      en: 'The policyholder is not the distributor as named in the disclosure. Choose another',
    },
    'too-many-lines-8': { zh: '最多 8 行，请删去多余的行', en: 'Eight lines at most. Remove the rest' },
    'ground-short': {
      zh: '请写明机关名称和文书编号，至少 10 个字',
      en: 'Name the authority and its file number, in at least 10 characters',
    },
    'document-unknown': { zh: '该产品没有这份文件', en: 'This product does not have this document' },
    origin: {
      zh: '请填写完整的来源，例如 https://www.example.com，不带路径；http 只允许本机',
      en: 'Enter an origin such as https://www.example.com, without a path. http works on localhost only',
    },
    'url-https': {
      zh: '请填写 https 开头的完整地址',
      en: 'Enter a full URL that starts with https',
    },
    'robot-address': {
      zh: '请填写这个平台给出的机器人 Webhook 地址（https）',
      en: 'Enter the robot’s webhook address as that platform gives it (https)',
    },
    'url-private': {
      zh: '不能是内网或本机地址',
      en: 'Private and local addresses are not allowed',
    },
    'outside-origins': {
      zh: '须在登记的来源之内',
      en: 'Must be within the registered origins',
    },
    colour: { zh: '请填写颜色，例如 #0f5e63', en: 'Enter a colour, such as #0f5e63' },
    twice: { zh: '有重复，请删除一个', en: 'Remove the duplicate' },
    'too-many-20': { zh: '最多 20 个', en: 'At most 20' },
    'too-many-50': { zh: '最多 50 个', en: 'At most 50' },
    'to-before-from': { zh: '结束日期不能早于开始日期', en: 'The end date cannot be before the start date' },
    'period-over-year': { zh: '最多看 366 天', en: 'At most 366 days' },
    'personal-number': {
      zh: '请不要写手机号或证件号',
      en: 'Remove mobile and ID numbers',
    },
    'https-url': { zh: '请输入以 https:// 开头的网址', en: 'Enter a URL that starts with https://' },
    'address-not-pdf': {
      zh: '这个地址给出的不是 PDF，可能是网页；请下载 PDF 后上传',
      en: 'This address gives no PDF, perhaps a web page. Download the PDF and upload it',
    },
    'address-unreachable': {
      zh: '取不到这个地址的文件，请核对地址，或下载后上传',
      en: 'The file cannot be fetched from this address. Check it, or download the file and upload it',
    },
    'address-slow': {
      zh: '对方网站太慢，没有取完文件；请再试一次，或下载后上传',
      en: 'The site is too slow to fetch the file. Try again, or download the file and upload it',
    },
    'address-too-large': {
      zh: '这个地址的文件超过 20 MB，请压缩后上传',
      en: 'The file at this address is larger than 20 MB. Upload a smaller one',
    },
    'not-pdf': { zh: '这不是 PDF 文件，请重新选择', en: 'This is not a PDF. Choose another file' },
    'not-pdf-or-image': {
      zh: '请选择 PDF，或 PNG、JPG、WebP 图片',
      en: 'Choose a PDF, or a PNG, JPG or WebP image',
    },
    'file-too-large': {
      zh: '文件超过 20 MB，请压缩后再选',
      en: 'Larger than 20 MB. Choose a smaller file',
    },
    'file-gone': { zh: '文件上传失败，请再试一次', en: 'The upload failed. Try again' },
    'product-unknown': { zh: '产品目录中没有这个产品', en: 'This product is not in the catalogue' },
    'member-unknown': { zh: '没有这个渠道会员，请先注册', en: 'No such channel member. Register it first' },
    'member-of-other-mobile': {
      zh: '平台返回的会员号已属于另一个手机号，请联系平台核对',
      en: 'The platform returned a member that belongs to another mobile number. Contact the platform',
    },
    username: {
      zh: '用户名只能包含文字、数字、点、横线和下划线',
      en: 'Use only letters, digits, dots, hyphens and underscores',
    },
    'username-taken': { zh: '这个用户名已经有人使用', en: 'This username is taken' },
    'wrong-password': { zh: '当前密码不对', en: 'The current password is wrong' },
    'password-short': { zh: '密码至少 10 个字符', en: 'Enter at least 10 characters' },
    'password-common': {
      zh: '这个密码太常见，请换一个更难猜的',
      en: 'This password is too common. Choose one that is harder to guess',
    },
    'password-same': { zh: '新密码与当前密码相同', en: 'The new password is the same as the current one' },
  },
  {
    'disclosure-changed': {
      zh: '另一位管理员刚修改了信息披露，请核对后再保存',
      en: 'Another administrator has just changed the disclosure. Check it, then save again',
    },
    'not-sealed': { zh: '这张订单没有封存', en: 'This order is not sealed' },
    'annex-erased': {
      zh: '附件已随个人信息删除',
      en: 'The annex was deleted with the personal data',
    },
    'annex-altered': {
      zh: '附件与记录链中的指纹不符，不能作为证据',
      en: 'The annex does not match its hash in the chain and is no evidence',
    },
    'not-opened': {
      zh: '资料已封存，只有本次调取的申请人和批准人可以查看',
      en: 'The data is sealed. Only the two administrators of an approved opening see it',
    },
    'opening-stands': {
      zh: '已有一项调取申请，请先处理',
      en: 'Another opening stands. Deal with it first',
    },
    'opening-over': {
      zh: '这项申请已经处理、撤回或过期，请刷新',
      en: 'This request was dealt with, withdrawn or has lapsed. Reload',
    },
    'opening-waits': {
      zh: '请在订单页批准或拒绝这项调取申请',
      en: 'Approve or refuse this request on the order page',
    },
    'opening-own': {
      zh: '申请人不能批准自己的申请，须由另一名管理员批准',
      en: 'You asked yourself. Another administrator has to approve',
    },
    'order-unreadable': {
      zh: '有数据无法解密，不能封存，请先找回数据密钥',
      en: 'Some data cannot be decrypted, so it cannot be sealed. Bring back the data key first',
    },
    'product-not-on-sale': {
      zh: '该产品资料不全，暂不销售，请管理员补齐',
      en: 'This product is incomplete and not on sale. Ask an administrator to complete it',
    },
    'password-temporary': {
      zh: '请先修改管理员为您设置的密码',
      en: 'First change the password that an administrator set for you',
    },
    'step-up-required': {
      zh: '这项操作需要再次验证身份',
      en: 'Confirm your identity to do this',
    },
    'factor-required': {
      zh: '请先设置两步验证',
      en: 'Set up two-step verification first',
    },
    'own-factors': {
      zh: '不能重置自己的，请到账户页移除',
      en: 'You cannot reset your own. Remove them on your account page',
    },
    'factor-exists': {
      zh: '已经设置过验证器，请先移除',
      en: 'An authenticator app is already set up. Remove it first',
    },
    'no-factor': {
      zh: '还没有设置两步验证',
      en: 'Two-step verification is not set up',
    },
    forbidden: { zh: '您的角色没有这项权限', en: 'Your role does not allow this' },
    'key-reused': {
      zh: '同一提交编号对应了不同的内容，请刷新后重试',
      en: 'This idempotency key was used with other content',
    },
    'sale-placed': {
      zh: '这张投保单已经提交，请到订单中查看',
      en: 'This application has already been submitted. See its order',
    },
    'sale-handed-over': {
      zh: '这张投保单已经交给客户，请到购买链接中查看',
      en: 'This application is already with the customer. See its link',
    },
    'key-required': { zh: '缺少 Idempotency-Key', en: 'The Idempotency-Key header is missing' },
    'step-backwards': { zh: '状态不能倒退', en: 'A status cannot go backwards' },
    'no-partner-key': {
      zh: '合作网站还没有签名密钥，请先生成一个',
      en: 'The partner site has no signing key yet. Create one first',
    },
    'member-required': {
      zh: '请先注册一个渠道会员，再添加产品',
      en: 'Register a channel member first, then add products',
    },
    'product-name-too-long': {
      zh: '平台给出的产品名称超过 32 个字符，下单时会被拒绝；请联系平台改短名称，再添加这个产品',
      en: 'The platform’s name for this product is longer than 32 characters, so orders would be rejected. Ask the platform for a shorter name, then add the product',
    },
    'bad-signature': {
      zh: '签名不对，或者时间戳已过期',
      en: 'The signature is wrong or the timestamp has expired',
    },
    'order-in-flight': {
      zh: '订单还在办理中，办结后才能删除个人信息',
      en: 'The order is still in progress. You can erase personal data once it has ended',
    },
    'cover-runs': {
      zh: '保障尚未结束，结束后才能删除个人信息',
      en: 'Cover has not ended yet. You can erase personal data once it has ended',
    },
    'no-mail-server': {
      zh: '尚未设置邮件服务器（SMTP_URL）',
      en: 'No mail server is set (SMTP_URL)',
    },
    'two-keys-already': {
      zh: '最多同时有两个密钥，请先停用一个',
      en: 'There can be two keys at a time. Revoke one first',
    },
    'last-admin': {
      zh: '这是最后一位可用的管理员，不能停用或改变角色',
      en: 'This is the last active administrator, so you cannot disable it or change its role',
    },
    'answer-unstorable': {
      zh: '平台答复了，但内容有误，门户无法保存；请联系管理员',
      en: 'The platform’s response cannot be stored. Contact an administrator',
    },
    'clock-wrong': {
      zh: '服务器时钟与平台相差五分钟以上，平台因此拒绝了请求；请管理员校准服务器时间',
      en: 'The server clock differs from the platform’s by more than five minutes, so the platform rejects requests. Ask an administrator to set the server clock',
    },
    'address-refused': {
      zh: '平台返回的地址不在允许的范围内，未打开；请联系管理员',
      en: 'The platform returned an address that is not on an allowed host, so it was not opened. Contact an administrator',
    },
    'cannot-keep': {
      zh: '现在不能保存，存储空间可能已满；请联系管理员，稍后再试',
      en: 'Nothing can be saved; the storage may be full. Contact an administrator and try again later',
    },
    'platform-busy': {
      zh: '平台调用已达每分钟上限，请稍等片刻再试',
      en: 'The platform’s call limit is reached. Try again in a moment',
    },
    'policy-surrendered': {
      zh: '所选保单中有的已退保或正在退保，请刷新后重选',
      en: 'Some selected policies are already surrendered or being surrendered. Reload and select again',
    },
    'surrender-stands': {
      zh: '已经申请过退保，平台还在处理',
      en: 'A surrender was already requested. The platform is still processing it',
    },
    '4001': {
      zh: '订单当前的状态不能退保',
      en: 'The order cannot be surrendered in its current status',
    },
    '0002': {
      zh: '平台提示请求太频繁，请稍等片刻再试',
      en: 'The platform is limiting requests. Try again in a moment',
    },
    '2000': {
      zh: '平台拒绝了签名，请联系管理员核对密钥',
      en: 'The platform rejected the signature. Ask an administrator to check the keys',
    },
    '2008': {
      zh: '平台不允许调用这个接口，请联系管理员',
      en: 'The platform does not allow this call. Contact an administrator',
    },
    '2009': {
      zh: '平台无法解密请求，请联系管理员核对密钥',
      en: 'The platform could not decrypt the request. Ask an administrator to check the keys',
    },
    '5000': {
      zh: '访问令牌无效，请联系管理员',
      en: 'The access token is not valid. Contact an administrator',
    },
    internal: { zh: '门户出了点问题，请稍后再试', en: 'Something went wrong. Try again later' },
    'not-cash': { zh: '这张订单由授信支付', en: 'This order is paid by credit' },
    'not-credit': { zh: '这不是授信支付的订单', en: 'This order is not paid by credit' },
  },
  {
    'address-status': (status) => ({
      zh: `对方网站没有给出文件（HTTP ${status}），请核对地址，或下载后上传`,
      en: `The site gives no file (HTTP ${status}). Check the address, or download the file and upload it`,
    }),
  },
)
