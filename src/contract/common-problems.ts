import { addWords, TROUBLE } from './problems.ts'

/* Sentences that every page loads once it calls the BFF or checks a form. The first screen of a purchase does not need them. */

addWords(
  {
    mobile: { zh: '请输入 11 位中国大陆手机号', en: 'Enter an 11-digit mainland China mobile number' },
    phone: {
      zh: '请填写电话号码，例如 0512-8888 6666 或 95500',
      en: 'Enter a phone number, such as 0512-8888 6666 or 95500',
    },
    'code-wrong': { zh: '不对，请核对后再输入', en: 'Wrong. Check it and try again' },
    'passkey-refused': {
      zh: '通行密钥没有通过验证，请再试一次',
      en: 'The passkey was not accepted. Try again',
    },
    'code-used': {
      zh: '这个验证码已经用过，请等下一个',
      en: 'This code was already used. Wait for the next one',
    },
    email: { zh: '邮箱格式不对，例如 name@example.com', en: 'Enter a valid email, such as name@example.com' },
    day: { zh: '请输入有效日期，格式 2026-01-31', en: 'Enter a valid date, such as 2026-01-31' },
    'id-card-length': {
      zh: '身份证号应为 18 位，最后一位可以是 X',
      en: 'A resident ID has 18 characters. The last can be X',
    },
    'id-card-birthday': {
      zh: '身份证号第 7–14 位不是有效的出生日期，请核对',
      en: 'Digits 7–14 of the ID are not a valid date of birth. Check the number',
    },
    'id-card-check-digit': {
      zh: '身份证号校验位不对，请逐位核对',
      en: 'This ID number is not valid. Check it digit by digit',
    },
    'birthday-differs': {
      zh: '出生日期与身份证号不一致',
      en: 'The date of birth does not match the ID number',
    },
    'gender-differs': { zh: '性别与身份证号不一致', en: 'The sex does not match the ID number' },
    'name-digit': {
      zh: '姓名里不能有数字，请核对后改正',
      en: 'Names cannot contain digits. Correct the name',
    },
    'name-symbol': {
      zh: '姓名里不能有符号或表情，请核对后改正',
      en: 'Names cannot contain symbols or emoji. Correct the name',
    },
    'odd-name': {
      zh: '姓名的写法不常见，核对无误后可确认继续',
      en: 'Unusual name. Check it, then confirm to continue',
    },
    'odd-card-no': {
      zh: '证件号的格式不常见，核对无误后可确认继续',
      en: 'Unusual number for this ID type. Check it, then confirm to continue',
    },
    'card-type': {
      zh: '无法识别的证件类型，请填写身份证、护照、港澳通行证、台胞证或军官证',
      en: 'Unknown ID type. Enter resident ID, passport, HK/Macau permit, Taiwan permit or officer’s card',
    },
    'document-unclear': {
      zh: '从号码看不出是哪种证件，请补上证件类型',
      en: 'The number does not show the ID type. Add the ID type',
    },
    'masked-number': {
      zh: '证件号有几位被星号遮住，请补全',
      en: 'Some digits of the ID number are masked. Enter them all',
    },
    'excel-number': {
      zh: '身份证号被 Excel 变成了数字，末几位已丢失，请核对原件后重新填写',
      en: 'Excel turned this ID into a number and lost its last digits. Enter it again from the original',
    },
    'no-birthday': {
      zh: '身份证以外的证件，请另填出生日期',
      en: 'Enter the date of birth for IDs other than a resident ID',
    },
    'no-gender': { zh: '身份证以外的证件，请另填性别', en: 'Enter the sex for IDs other than a resident ID' },
    'relation-side': {
      zh: '看不出谁是父母、谁是子女，请选择被保险人与投保人的关系',
      en: 'It is unclear who is the parent. Select the insured person’s relation to the policyholder',
    },
    gender: { zh: '性别请填“男”或“女”', en: 'Enter “Male” or “Female”' },
    relation: {
      zh: '无法识别的关系，请填写本人、父母、子女、配偶或其他',
      en: 'Unknown relation. Enter self, parent, child, spouse or other',
    },
    'holder-under-age': {
      zh: '投保人须年满 18 周岁，请由父母或监护人投保',
      en: 'The policyholder must be 18 or older. A parent or guardian must buy',
    },
    'born-later': { zh: '出生日期不能晚于今天', en: 'The date of birth cannot be in the future' },
    'self-differs': {
      zh: '关系为“本人”时，姓名和证件须与投保人一致',
      en: 'For relation “self”, name and ID must match the policyholder’s',
    },
    'insured-twice': { zh: '同一证件的被保险人重复出现', en: 'The same ID appears twice among the insured' },
    'end-before-start': {
      zh: '止保日期不能早于起保日期',
      en: 'The end date cannot be before the start date',
    },
    'relation-age': {
      zh: '关系与出生日期不符，请核对',
      en: 'This relation does not match the dates of birth. Please check',
    },
    'mobile-or-email': {
      zh: '请填写手机号；没有中国大陆手机号的，请填写邮箱',
      en: 'Enter a mobile number, or an email if you have no mainland China number',
    },
    consent: { zh: '请阅读并勾选', en: 'Read and tick this' },
    'too-young': {
      zh: '年龄低于该产品的承保年龄，请核对证件，或不为此人投保',
      en: 'Below this product’s age limit. Check the ID, or remove this person',
    },
    'too-old': {
      zh: '年龄高于该产品的承保年龄，请核对证件，或不为此人投保',
      en: 'Above this product’s age limit. Check the ID, or remove this person',
    },
    'last-four': {
      zh: '请填写证件号的最后四位，字母或数字',
      en: 'Enter the last 4 letters or digits of the ID',
    },
    'wrong-last-four': {
      zh: '与投保人证件号的最后四位不符，请核对',
      en: 'These do not match the policyholder’s ID. Please check',
    },
    unknown: { zh: '无法识别的字段', en: 'Unknown field' },
  },
  {
    'proofs-closed': {
      zh: '后四位填错的次数太多，已停止核对。请联系销售方重新开放',
      en: 'Too many wrong attempts. Ask the seller to unlock this',
    },
    invalid: { zh: '有内容需要修改', en: 'Some fields need attention' },
    'bad-request': { zh: '请求格式不对，请刷新后重试', en: 'The request is not valid. Reload and try again' },
    'signed-out': { zh: '请先登录', en: 'Sign in first' },
    'passkey-cancelled': {
      zh: '没有完成，请再试一次，或换一种方式',
      en: 'Not completed. Try again, or use another way',
    },
    'sign-in-expired': { zh: '等待太久，请重新登录', en: 'This took too long. Sign in again' },
    'bad-login': { zh: '用户名或密码不对', en: 'Wrong username or password' },
    'foreign-origin': { zh: '请求不是从本门户发出的', en: 'The request did not come from this portal' },
    'wrong-last-four': { zh: '证件号最后四位不对', en: 'The last 4 characters of the ID are wrong' },
    'holder-unproven': { zh: '请先确认是您本人', en: 'Confirm it’s you first' },
    'too-large': { zh: '内容太大，请减少后重试', en: 'Too large. Reduce it and try again' },
    'needs-confirmation': { zh: '请核对后确认', en: 'Check and confirm' },
    conflict: {
      zh: '当前状态下不能这样操作，请刷新后重试',
      en: 'Not possible in the current status. Reload and try again',
    },
    'link-expired': {
      zh: '购买链接已过期，请联系为您办理的商家',
      en: 'This link has expired. Ask the person who sent it for a new one',
    },
    'link-revoked': {
      zh: '购买链接已被停用，请联系为您办理的商家',
      en: 'This link is no longer active. Ask the person who sent it for a new one',
    },
    'link-used-up': {
      zh: '购买链接已用完，请联系为您办理的商家',
      en: 'This link has already been used. Ask the person who sent it for a new one',
    },
    'product-not-on-sale': {
      zh: '该产品暂不销售，请联系销售方',
      en: 'This product is not on sale right now. Contact the seller',
    },
    'draft-changed': {
      zh: '这份投保单已在别处修改',
      en: 'This application was changed elsewhere',
    },
    'answer-unstorable': TROUBLE,
    'clock-wrong': TROUBLE,
    'address-refused': TROUBLE,
    'cannot-keep': { zh: '现在不能保存，请稍后再试', en: 'Nothing can be saved right now. Try again later' },
    '9999': { zh: '平台未受理这次请求', en: 'The platform rejected the request' },
    '1000': { zh: '平台上没有这个订单', en: 'The platform cannot find this order' },
    '2000': TROUBLE,
    '2008': TROUBLE,
    '2009': TROUBLE,
    '3000': { zh: '平台上没有这个产品', en: 'The platform cannot find this product' },
    '5000': TROUBLE,
  },
  {
    'too-long': (most) => ({ zh: `最多 ${most} 个字符`, en: `At most ${most} characters` }),
    'start-too-early': (day) => ({
      zh: `最早可选 ${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
      en: `The earliest start date is ${day}`,
    }),
    'period-too-short': (least) => ({
      zh: `该产品最少 ${least} 天`,
      en: `Choose at least ${least === '1' ? '1 day' : `${least} days`} for this product`,
    }),
    'period-too-long': (most) => ({
      zh: `该产品最多 ${most} 天`,
      en: `Choose at most ${most === '1' ? '1 day' : `${most} days`} for this product`,
    }),
    'too-many-insured': (most) => ({
      zh: `该产品每单最多 ${most} 人`,
      en: `At most ${most} people per order`,
    }),
  },
)
