import type { InsuredForm } from '../contract/people-typed.ts'

/** The meaning of a label. `note` and `remark` are ignored, `row` is a list number. */
export type Label = Exclude<keyof InsuredForm, 'key'> | 'latinName' | 'note' | 'remark' | 'row'

const PERSON = '(?:旅客|乘客|游客|客人|出行人|被保险人|被保人|投保人|成员|团员|孩子|儿童|中文|真实|证件)?'
const NUMBER_OF = ' ?(?:证?件?(?:号码?|编号)|no\\.?|number)?'

/** ID type words, longest first. `documentOf` maps them to types. */
const DOCUMENT = [
  '军人身份证件?|军官证|士兵证|士官证|军人证|文职(?:干部)?证|(?:武警)?警官证|武警证',
  '港澳台(?:居民)?居住证|港澳(?:居民)?居住证|台湾(?:居民)?居住证|居住证',
  '外国人永久居留(?:身份)?证|永久居留(?:身份)?证|永居(?:身份)?证',
  '(?:中国|大陆|临时|二代)?(?:居民)?身[份分]证件?|户口[本簿薄]|公民身份',
  '台胞证|台湾(?:居民|同胞)?(?:来往|往来)?大陆通行证|(?:大陆居民)?(?:来往|往来)?台湾(?:居民)?通行证',
  '港澳(?:居民|同胞)?(?:来往|往来)?(?:内地)?通行证|(?:来往|往来)港澳通行证|(?:港澳同胞)?回乡证|港澳证',
  '(?:中国|外国|因私|因公|普通|公务|外交)?护照|\\bpassport\\b|\\bid ?card\\b|\\bhome return permit\\b',
].join('|')
const COUNTRY =
  '\\b(?:uk|us|usa|british|american|canadian|australian|german|french|japanese|korean|singapore(?:an)?|malaysian|thai|chinese|russian|italian|spanish|foreign) (?=passport\\b)'
export const DOCUMENT_WORDS = new RegExp(
  `(?:${COUNTRY})?(?<document>${DOCUMENT})${NUMBER_OF}[ :：是为=]*`,
  'giu',
)

const TEXTS: [Label, string][] = [
  ['latinName', '(?:英文|拼音|护照|汉语拼音)(?:姓名|名字?|拼音)'],
  ['name', `${PERSON}(?:姓\\s*名|名\\s*字)|中文名`],
  ['cardType', '证件(?:类型|种类|类别|名称)'],
  ['cardNo', '证件(?:号码?|编号)|证号|号码|证件(?=[ ¦]*[:：])'],
  ['mobile', '(?:联系)?(?:手机|电话)(?:号码?)?|(?:本人)?联系方式|手机号码'],
  ['birthday', '出生(?:日期|年月日?|时间)?|生日'],
  ['gender', '性\\s*别'],
  ['email', '(?:电子)?邮箱(?:地址)?|电子邮件'],
  ['relation', '(?:是?与?(?:投保人|本人|领队)的?)?关系'],
  ['row', '序号|编号'],
  [
    'remark',
    '备注|附注|说明|(?:家庭|联系|详细|户籍)?(?:住址|地址)|单位|工作单位|公司|要求|饮食|忌口|紧急联系(?:人|电话)?',
  ],
  [
    'note',
    '国\\s*籍|民\\s*族|籍贯|年龄|房间号?|房号|房型|分房|座位号?|车次|航班号?|票号|学号|工号|班级|部门|职[业务位]',
  ],
  [
    'note',
    '(?:护照|证件)?有效期(?:至|到|限)?|签发(?:地|日期|机关)|身高|体重|血型|鞋码|衣服?尺?码|金额|费用|保额',
  ],
]
const LATIN: [Label, string][] = [
  ['name', '(?:full |passenger |chinese |guest )?name'],
  ['cardType', '(?:document|id) type'],
  ['cardNo', '(?:document|id|doc)(?: ?(?:no|number))?\\.?'],
  ['mobile', 'mobile(?: ?(?:no|number))?\\.?|phone(?: ?(?:no|number))?\\.?|tel\\.?|cell'],
  ['birthday', 'd\\.?o\\.?b\\.?|date of birth|birth ?da(?:y|te)|born'],
  ['gender', 'sex|gender'],
  ['email', 'e-?mail'],
  ['relation', 'relation(?:ship)?'],
  ['note', 'nationality|country|expiry(?: date)?|date of expiry|valid until|issued(?: at)?|age|room|seat'],
  ['remark', 'remarks?|notes?|address|company'],
]

const group = (all: [Label, string][]) => all.map(([label, text], n) => `(?<${label}${n}>${text})`).join('|')

/** Chinese labels match anywhere; Latin labels need a colon, since they may be parts of names. */
export const LABELS = new RegExp(
  `(?:${group(TEXTS)})(?:[ ¦]*[:：=]+ *|¦+| *[是为](?=[\\d ])| +|(?=[\\dA-Za-z\\p{Script=Han}(]|$))` +
    `|\\b(?:${group(LATIN).replaceAll(/<(\w+?)(\d+)>/g, '<$1L$2>')}) *[:：=] *`,
  'giu',
)

/** The label of a LABELS match. */
export function labelOf(groups: Record<string, string | undefined>): Label {
  const name = Object.keys(groups).find((key) => groups[key] !== undefined) ?? 'note'
  return name.replace(/L?\d+$/, '') as Label
}

const MALE = new Set('男 男性 男士 男孩 先生 m male mr mstr ♂'.split(' '))
const FEMALE = new Set('女 女性 女士 女孩 小姐 f female mrs ms miss ♀'.split(' '))
export function sexOf(word: string): 'M' | 'F' | null {
  const plain = word.toLowerCase().replace(/\.$/, '')
  return MALE.has(plain) ? 'M' : FEMALE.has(plain) ? 'F' : null
}

const NOTE_WORDS = new RegExp(
  `^(?:${[
    '成人|大人|儿童|小童|婴儿|老人|小孩|小朋友|孩子|宝宝|学生|同学|老师|教练|朋友|同事|领队|导游|司机|团长|队长|组长|全陪|地陪|计调|家长|家属|客人|同上|监护人',
    '(?:被保险?人|投保人|出行人|旅客|乘客|游客|客人|团员|成员|人员)[一二三四五六七八九十]*|姓名|名字|性别|电话|手机|身份证号码?|联系方式',
    '.*(?:妈妈|爸爸|爷爷|奶奶|外公|外婆|姥姥|姥爷|老公|老婆|妻子|丈夫|儿子|女儿|母亲|父亲|叔叔|阿姨|哥哥|姐姐|弟弟|妹妹)',
    '全?素食?|吃素|清真|回民|不吃.*|忌.*|过敏.*|.*过敏|晕车|孕妇|轮椅|无|没有|暂无|未知|是|否|有|待定',
    '(?:单|双|标|大床|双床|三人|家庭|亲子|拼|套)(?:间|房|人间|床)|单房差|拼房|拼住|大床|双床|标间|单住|同住.*|(?:和|与|跟).*(?:同住|同房|一起|拼)',
    '已[付交缴退订报]款?|未[付交缴]款?|定金|全款|补款|免票|半票|全票|赠送|首次|新客|老客户|VIP|ADT|CHD|INF|TBA',
    '.{1,4}族|.*(?:省|市|区|县)|.+(?:旅行社|公司|大学|中学|小学|医院|银行|集团|酒店)',
    '(?:中国)?(?:香港|澳门|台湾|大陆)|中国|美国|英国|法国|德国|日本|韩国|朝鲜|加拿大|澳大利亚|新西兰|新加坡|马来西亚|泰国|越南|印度|菲律宾|印尼|印度尼西亚|俄罗斯|意大利|西班牙|巴西|墨西哥|荷兰|瑞士|瑞典|.{1,6}籍',
    'CHN|PRC|USA|UK|HKID|NRIC|U\\.S\\.A\\.?|GBR|DEU|JPN|KOR|AUS|SGP|HKG|HONGKONG|TWN|RUS|NO\\.?',
    '第?[一二三四五六七八九十]+[组排车队号桌]|[A-Z][组车队班]|头等舱|经济舱|商务舱|靠窗|前排|身份证|证件|证|号|的|和|以上|以下|岁|周岁|房|室|户主',
  ].join('|')})$`,
  'iu',
)
export const isNoteWord = (word: string): boolean => NOTE_WORDS.test(word) || /^\d/.test(word)

const TOTAL =
  /^(?:以上)?(?:合计|共计|总计|总共|总人数|人数|小计|共)[:： ]*(?:\d|[一二三四五六七八九十百]).*$|^(?:合计|共计|总计|人数|小计)[:： ]*$|^[\d一二两三四五六七八九十百]+ ?(?:人|位|名|大|成人).{0,8}$/u
const ROLE =
  /^(?:领队|导游|全陪|地陪|司机|紧急联系人|联系人|团长|队长|负责人|组长|计调|业务员|客服|经办|报名人|带队|销售|老师|旅行社|公司)[^\d:： ]{0,4}[:： \d]/u
const ABOUT =
  /^(?:团号|团名|线路|行程|产品|目的地|出发|返程|出团|回团|出行|起保|保险|保障|日期|时间|航班|车次|酒店|集合|费用|价格|金额|保费)[^:： ]{0,4}[:： ]/u
const CHAT = /(?:^|[ :：])\d{1,2}:\d{2}(?::\d{2})?$|^\[.{1,6}\]$|^-{3,}|^={3,}|^https?:/u

/** Why a line without an ID is not a person: total, leader or chat line; null otherwise. */
export function aboutNobody(text: string): 'total' | 'role' | 'chat' | 'note' | null {
  const line = text.replaceAll('\t', ' ').trim()
  if (TOTAL.test(line)) return 'total'
  if (ROLE.test(line)) return 'role'
  if (ABOUT.test(line)) return 'note'
  return CHAT.test(line) ? 'chat' : null
}
