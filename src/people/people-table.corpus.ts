/**
 * Tables in the styles of agencies, insurers and booking sites, with expected results. People are invented, with
 * valid check digits. `|` separates cells; #1 is a number, @1990-03-07 a spreadsheet date. `people`: name | document
 * | number | birthday | sex | mobile | relation | email. `bad`: cell and fault. `skipped`: row and reason.
 */
export type CorpusTable = {
  name: string
  rows: string
  people: string[]
  bad?: string[]
  skipped?: string[]
}

const LI = '李雷 | id-card | 11010119900307109X | 1990-03-07 | M'
const WANG = '王芳 | id-card | 310104198506122460 | 1985-06-12 | F'
const ZHANG = '张伟 | id-card | 440305201505013378 | 2015-05-01 | M'
const CHEN = '陈秀英 | id-card | 510104195601235280 | 1956-01-23 | F'
const LIU = '刘洋 | id-card | 330102199912317111 | 1999-12-31 | M'
const ZHAO = '赵敏 | id-card | 420106200002294021 | 2000-02-29 | F'

export const CORPUS: CorpusTable[] = [
  {
    name: 'the least that is needed',
    rows: `
姓名 | 身份证号
李雷 | 11010119900307109X
王芳 | 310104198506122460`,
    people: [LI, WANG],
    skipped: ['1 head'],
  },
  {
    name: 'an agency list: title, list numbers, rooms, sum and leader',
    rows: `
阳光旅行社 11 月云南六日团名单
序号 | 姓名 | 性别 | 身份证号码 | 联系电话 | 房型 | 备注
#1 | 李雷 | 男 | 11010119900307109x | #13900139000 | 大床 | 素食
#2 | 王芳 | 女 | 310104198506122460 | 13800138000 | 双床 |
合计 | #2 | 人
领队：周杰 13700137000`,
    people: [`${LI} | 13900139000`, `${WANG} | 13800138000`],
    skipped: ['1 title', '2 head', '5 foot', '6 foot'],
  },
  {
    name: 'an insurer template: prefixes, stars, hints in brackets, an example row',
    rows: `
*被保险人姓名（必填） | *被保险人证件类型【下拉选择】 | *被保险人证件号码(文本格式) | *被保险人出生日期 | *被保险人性别 | 被保险人手机号 | 与投保人关系
示例：张三 | 身份证 | 110101199001011237 | 1990-01-01 | 男 | 13800000000 | 本人
李雷 | 身份证 | 11010119900307109X | 1990-03-07 | 男 | 13900139000 | 本人
王芳 | 身份证 | 310104198506122460 | 1985/6/12 | 女 | | 配偶`,
    people: [`${LI} | 13900139000 | self`, `${WANG} | | spouse`],
    skipped: ['1 head', '2 example'],
  },
  {
    name: 'hints in a row of their own below the head',
    rows: `
姓名 | 证件类型 | 证件号码 | 出生日期
必填 | 请选择 | 必填，文本格式 | yyyy-mm-dd
李雷 | 身份证 | 11010119900307109X | `,
    people: [LI],
    skipped: ['1 head', '2 note'],
  },
  {
    name: 'a head of two rows: kind and number below the document',
    rows: `
序号 | 姓名 | 证件 | | 联系方式 | | 备注
 | | 类型 | 号码 | 手机 | 邮箱 |
#1 | 李雷 | 身份证 | 11010119900307109X | 13900139000 | li@example.com |
#2 | MARY ANN LEE | 护照 | E12345678 | | | 无生日`,
    people: [`${LI} | 13900139000 | | li@example.com`],
    bad: ['D4 no-birthday', 'D4 no-gender'],
    skipped: ['1 head', '2 head'],
  },
  {
    name: 'the outbound group list of the tourism office: Chinese name and pinyin below the name',
    rows: `
中国公民出国旅游团队名单表
组团社序号：001 | | 团队编号：A01
编号 | 姓名 | | 性别 | 出生日期 | 出生地 | 护照号码 | 发证机关及日期
 | 中文 | 汉语拼音 | | | | |
#1 | 李雷 | LI LEI | 男 | 1990-03-07 | 北京 | E12345678 | 北京 2020.1.1
#2 | | SMITH JOHN | M | @1988-02-29 | LONDON | P7654321 | `,
    people: [
      '李雷 | passport | E12345678 | 1990-03-07 | M',
      'SMITH JOHN | passport | P7654321 | 1988-02-29 | M',
    ],
    skipped: ['1 title', '2 title', '3 head', '4 head'],
  },
  {
    name: 'holder and insured side by side under merged heads: the holder is not insured by it',
    rows: `
投保人信息 | | | 被保险人信息 | | | |
姓名 | 证件号码 | 手机 | 姓名 | 证件类型 | 证件号码 | 手机 | 与投保人关系
刘洋 | 330102199912317111 | 13600136000 | 李雷 | 身份证 | 11010119900307109X | 13900139000 | 父母
刘洋 | 330102199912317111 | 13600136000 | 王芳 | 身份证 | 310104198506122460 | | 其他`,
    people: [`${LI} | 13900139000 | parent`, `${WANG} | | other`],
    skipped: ['1 title', '2 head'],
  },
  {
    name: 'holder and insured in one head row by prefixes',
    rows: `
投保人姓名 | 投保人证件号码 | 投保人手机 | 被保人姓名 | 被保人证件号 | 被保人手机 | 被保人与投保人关系
刘洋 | 330102199912317111 | 13600136000 | 张伟 | 440305201505013378 | | 子女`,
    people: [`${ZHANG} | | child`],
    skipped: ['1 head'],
  },
  {
    name: 'holder and insured in blocks below each other',
    rows: `
投保人信息
姓名 | 证件号码 | 手机号码
刘洋 | 330102199912317111 | 13600136000
被保险人信息
姓名 | 证件号码 | 手机号码
李雷 | 11010119900307109X | 13900139000
王芳 | 310104198506122460 | `,
    people: [`${LI} | 13900139000`, WANG],
    skipped: ['1 title', '2 head', '3 other-person', '4 title', '5 head'],
  },
  {
    name: 'two groups of columns side by side, with list numbers',
    rows: `
序号 | 姓名 | 身份证号 | 电话 | 序号 | 姓名 | 身份证号 | 电话
1 | 李雷 | 11010119900307109X | 13900139000 | 3 | 张伟 | 440305201505013378 |
2 | 王芳 | 310104198506122460 | | 4 | 陈秀英 | 510104195601235281 | `,
    people: [`${LI} | 13900139000`, ZHANG, WANG],
    bad: ['G3 id-card-check-digit'],
    skipped: ['1 head'],
  },
  {
    name: 'two groups that begin with the number, the second shorter',
    rows: `
证件号码 | 姓名 | | 证件号码 | 姓名
11010119900307109X | 李雷 | | 440305201505013378 | 张伟
310104198506122460 | 王芳 | | | `,
    people: [LI, ZHANG, WANG],
    skipped: ['1 head'],
  },
  {
    name: 'separate columns for ID and passport',
    rows: `
姓名 | 身份证号 | 护照号码 | 性别 | 出生日期 | 手机号
李雷 | 11010119900307109X | | | | 13900139000
MÜLLER ANNA | | C01X00T47 | 女 | 1986.11.5 | `,
    people: [`${LI} | 13900139000`, 'MÜLLER ANNA | passport | C01X00T47 | 1986-11-05 | F'],
    skipped: ['1 head'],
  },
  {
    name: 'an English head and passports only',
    rows: `
No. | Surname | Given Name | Sex | Date of Birth | Passport No. | Nationality | E-mail
1 | ZHANG | SAN | M | 07 MAR 1990 | E12345678 | CHN | san@example.com
2 | O'NEIL | ANNA MARIA | F | 29-Feb-1988 | PA1234567 | IRL | `,
    people: [
      'ZHANG SAN | passport | E12345678 | 1990-03-07 | M | | | san@example.com',
      "O'NEIL ANNA MARIA | passport | PA1234567 | 1988-02-29 | F",
    ],
    skipped: ['1 head'],
  },
  {
    name: 'a head in both languages',
    rows: `
姓名 Name | 证件类型/Document Type | 证件号码/Document No. | 出生日期/DOB | 性别/Gender | 手机/Mobile
李雷 | Resident ID | 11010119900307109X | | Male | 13900139000
JOHN SMITH | Passport | 512345678 | 1975-11-20 | Male | `,
    people: [`${LI} | 13900139000`, 'JOHN SMITH | passport | 512345678 | 1975-11-20 | M'],
    skipped: ['1 head'],
  },
  {
    name: 'a ticketing list: passengers, kind in the number cell',
    rows: `
乘机人姓名 | 证件类型及号码 | 乘机人手机
李雷 | 身份证11010119900307109X | 13900139000
王芳 | 身份证：310104198506122460 |
陈大文 | 回乡证 H12345678 | `,
    people: [`${LI} | 13900139000`, WANG],
    bad: ['B4 no-birthday', 'B4 no-gender'],
    skipped: ['1 head'],
  },
  {
    name: 'every kind of document in words',
    rows: `
姓名 | 证件种类 | 证件号 | 生日 | 性别
陈大文 | 港澳居民居住证 | 810000198804011555 | |
林志明 | 台湾居民居住证 | 830000197511203798 | |
何美玲 | 港澳台居民居住证 | 820000199309102683 | |
ANNA LEE | 外国人永久居留身份证 | 911840198611051234 | |
张伟 | 户口本 | 440305201505013378 | |
王大明 | 港澳居民来往内地通行证（回乡证） | H12345678 | 1970-01-02 | 男
李小台 | 台湾居民来往大陆通行证 | 01234567 | 1971-02-03 | 女
赵军 | 军官证 | 军字第1234567号 | 1980-04-05 | 男
孙行 | 往来港澳通行证 | C12345678 | 1981-05-06 | 男
周游 | 因私护照 | E12345678 | 1982-06-07 | 女`,
    people: [
      '陈大文 | id-card | 810000198804011555 | 1988-04-01 | M',
      '林志明 | id-card | 830000197511203798 | 1975-11-20 | M',
      '何美玲 | id-card | 820000199309102683 | 1993-09-10 | F',
      'ANNA LEE | id-card | 911840198611051234 | 1986-11-05 | M',
      ZHANG,
      '王大明 | hk-macau-permit | H12345678 | 1970-01-02 | M',
      '李小台 | taiwan-permit | 01234567 | 1971-02-03 | F',
      '赵军 | officer-card | 军字第1234567号 | 1980-04-05 | M',
      '孙行 | hk-macau-permit | C12345678 | 1981-05-06 | M',
      '周游 | passport | E12345678 | 1982-06-07 | F',
    ],
    skipped: ['1 head'],
  },
  {
    name: 'kinds with codes, and kinds that are none',
    rows: `
姓名 | 证件类型 | 证件号 | 出生日期 | 性别
李雷 | 01-身份证 | 11010119900307109X | |
周游 | 2：护照 | E12345678 | 1982-06-07 | 1-男
王芳 | 学生证 | 20150001 | 1985-06-12 | 女
刘洋 | 身份证/护照 | 330102199912317111 | |
赵敏 | 3 | 420106200002294021 | | `,
    people: [LI, '周游 | passport | E12345678 | 1982-06-07 | M'],
    bad: ['B4 card-type', 'B5 card-type', 'B6 card-type'],
    skipped: ['1 head'],
  },
  {
    name: 'no kind: the number tells it, or it is asked',
    rows: `
姓名 | 证件号码 | 出生日期 | 性别
李雷 | 11010119900307109X | |
周游 | E12345678 | 1982-06-07 | 女
陈大文 | H12345678 | 1988-04-01 | 男
李小台 | 01234567 | 1971-02-03 | 女`,
    people: [LI, '周游 | passport | E12345678 | 1982-06-07 | F'],
    bad: ['B4 document-unclear', 'B5 document-unclear'],
    skipped: ['1 head'],
  },
  {
    name: 'what Excel does to IDs',
    rows: `
姓名 | 身份证号
李雷 | #110101199003071090
王芳 | 3.10104E+17
张伟 | 440305201505013000
陈秀英 | '510104195601235280
刘洋 | ="330102199912317111"
赵敏 | 420106 20000229 4021`,
    people: [CHEN, LIU, ZHAO],
    bad: ['B2 excel-number', 'B3 excel-number', 'B4 excel-number'],
    skipped: ['1 head'],
  },
  {
    name: 'what Excel does to birthdays',
    rows: `
姓名 | 护照号 | 生日 | 性别
周一 | E10000001 | @1990-03-07 | 男
周二 | E10000002 | #32939 | 男
周三 | E10000003 | 32939 | 男
周四 | E10000004 | 1990/3/7 0:00 | 男
周五 | E10000005 | 1990年3月7日 | 男
周六 | E10000006 | #19900307 | 男
周日 | E10000007 | 03/07/1990 | 男
郑八 | E10000008 | 1990-02-30 | 男
郑九 | E10000009 | 1990 | 男`,
    people: [1, 2, 3, 4, 5, 6].map(
      (n) => `周${'一二三四五六'[n - 1]} | passport | E1000000${n} | 1990-03-07 | M`,
    ),
    bad: ['C8 day', 'C9 day', 'C10 day'],
    skipped: ['1 head'],
  },
  {
    name: 'every fault of an ID, each beside its column',
    rows: `
手机 | 姓名 | 证件号 | 关系 | 性别 | 出生日期
1390013 | 李雷 | 11010119900307109X | 本人 | 男 | 1990-03-07
 | | 310104198506122460 | 配偶 | |
 | 张伟 | 440305201505013370 | 子女 | |
 | 陈秀英 | 51010419561323528X | 父母 | |
 | 刘洋 | 33010219991231711 | 其他 | |
 | 赵敏 | 420106200002294021 | 其他 | 男 |
 | 周杰 | 320102197808159132 | 其他 | | 1978-08-16
 | 吴静 | 370102201910082643 | 舅公 | |
 | 郑 | | 其他 | | `,
    people: [],
    bad: [
      'A2 mobile',
      'B3 required',
      'C4 id-card-check-digit',
      'C5 id-card-birthday',
      'C6 id-card-length',
      'E7 gender-differs',
      'F8 birthday-differs',
      'D9 relation',
      'C10 required',
    ],
    skipped: ['1 head'],
  },
  {
    name: 'one document twice',
    rows: `
姓名 | 身份证号
李雷 | 11010119900307109X
李磊 | 11010119900307109x`,
    people: [LI],
    bad: ['B3 insured-twice'],
    skipped: ['1 head'],
  },
  {
    name: 'names that are none',
    rows: `
姓名 | 身份证号
李雷13900139000 | 11010119900307109X
王芳★ | 310104198506122460
张　伟 | 440305201505013378
陈秀英（小陈） | 510104195601235280
#123 | 330102199912317111`,
    people: [ZHANG, '陈秀英(小陈) | id-card | 510104195601235280 | 1956-01-23 | F'],
    bad: ['A2 name-digit', 'A3 name-symbol', 'A6 name-digit'],
    skipped: ['1 head'],
  },
  {
    name: 'names of several peoples',
    rows: `
游客姓名 | 身份证号
古丽•买买提 | 650102199205185468
欧阳 震华 | 610102198307046571`,
    people: [
      '古丽·买买提 | id-card | 650102199205185468 | 1992-05-18 | F',
      '欧阳震华 | id-card | 610102198307046571 | 1983-07-04 | M',
    ],
    skipped: ['1 head'],
  },
  {
    name: 'mobiles in groups and with a country code',
    rows: `
姓名 | 身份证 | 手机号码
李雷 | 11010119900307109X | 139 0013 9000
王芳 | 310104198506122460 | 138-0013-8000
张伟 | 440305201505013378 | +86 13700137000
陈秀英 | 510104195601235280 | 008613600136000
刘洋 | 330102199912317111 | 13900139000/13800138000
赵敏 | 420106200002294021 | #13500135000`,
    people: [
      `${LI} | 13900139000`,
      `${WANG} | 13800138000`,
      `${ZHANG} | 13700137000`,
      `${CHEN} | 13600136000`,
      `${ZHAO} | 13500135000`,
    ],
    bad: ['C6 mobile'],
    skipped: ['1 head'],
  },
  {
    name: 'relations in words',
    rows: `
姓名 | 身份证号 | 是投保人的
李雷 | 11010119900307109X | 本人
王芳 | 310104198506122460 | 妻子
张伟 | 440305201505013378 | 儿子
陈秀英 | 510104195601235280 | 03-父母
刘洋 | 330102199912317111 | 同事
赵敏 | 420106200002294021 | `,
    people: [
      `${LI} | | self`,
      `${WANG} | | spouse`,
      `${ZHANG} | | child`,
      `${CHEN} | | parent`,
      `${LIU} | | other`,
      ZHAO,
    ],
    skipped: ['1 head'],
  },
  {
    name: 'a relation told from the other side is turned round',
    rows: `
被保险人姓名 | 被保险人身份证号 | 投保人是被保险人的
张伟 | 440305201505013378 | 父母
陈秀英 | 510104195601235280 | 子女
王芳 | 310104198506122460 | 配偶`,
    people: [`${ZHANG} | | child`, `${CHEN} | | parent`, `${WANG} | | spouse`],
    skipped: ['1 head'],
  },
  {
    name: 'a relation that does not say whose is asked',
    rows: `
姓名 | 身份证号 | 投保人与被保险人关系
张伟 | 440305201505013378 | 父母
王芳 | 310104198506122460 | 夫妻
李雷 | 11010119900307109X | 本人`,
    people: [`${WANG} | | spouse`, `${LI} | | self`],
    bad: ['C2 relation-side'],
    skipped: ['1 head'],
  },
  {
    name: 'a head that is repeated on each page, its columns in another order',
    rows: `
姓名 | 身份证号 | 电话
李雷 | 11010119900307109X | 13900139000
第 2 页
电话 | 姓名 | 身份证号
13800138000 | 王芳 | 310104198506122460`,
    people: [`${LI} | 13900139000`, `${WANG} | 13800138000`],
    skipped: ['1 head', '3 foot', '4 head'],
  },
  {
    name: 'a template with list numbers and kinds filled in and nobody beside them',
    rows: `
序号 | 姓名 | 证件类型 | 证件号码 | 与投保人关系
1 | 李雷 | 身份证 | 11010119900307109X | 其他
2 | | 身份证 | | 其他
3 | | 身份证 | | 其他
4 | | 身份证 | | 其他`,
    people: [`${LI} | | other`],
    skipped: ['1 head', '3-5 nobody'],
  },
  {
    name: 'foot lines of every kind',
    rows: `
姓名 | 身份证号 | 手机
李雷 | 11010119900307109X | 13900139000
共 1 人
总人数：1
导游：王芳 13800138000
司机 | | 13700137000
备注：全程素食，请提前安排。
注：以上信息仅用于投保
制表人：小陈 | | 日期：2026-11-01
旅行社盖章：`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head', '3 foot', '4 foot', '5 foot', '6 foot', '7 foot', '8 foot', '9 foot', '10 foot'],
  },
  {
    name: 'a leader with an ID in the list travels too',
    rows: `
职务 | 姓名 | 身份证号 | 手机
领队 | 王芳 | 310104198506122460 | 13800138000
团员 | 李雷 | 11010119900307109X | `,
    people: [`${WANG} | 13800138000`, LI],
    skipped: ['1 head'],
  },
  {
    name: 'a name without the rest is a fault, not a note',
    rows: `
姓名 | 身份证号 | 手机
李雷 | 11010119900307109X |
王芳 | |
 | | 13700137000`,
    people: [LI],
    bad: ['A4 required', 'B3 required', 'B4 required'],
    skipped: ['1 head'],
  },
  {
    name: 'a number in a column that is not read is no note',
    rows: `
姓名 | 身份证号 | 备注
李雷 | 11010119900307109X |
 | | 王芳310104198506122460`,
    people: [LI],
    bad: ['A3 required', 'B3 required'],
    skipped: ['1 head'],
  },
  {
    name: 'a column that tells the part: the holder is no insured',
    rows: `
人员类别 | 姓名 | 证件号码 | 手机
投保人 | 刘洋 | 330102199912317111 | 13600136000
被保险人 | 李雷 | 11010119900307109X | 13900139000`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head', '2 other-person'],
  },
  {
    name: 'emergency contacts are not read as the traveller',
    rows: `
报名人姓名 | 报名人身份证号 | 紧急联系人姓名 | 紧急联系人电话
李雷 | 11010119900307109X | 王芳 | 13800138000`,
    people: [LI],
    skipped: ['1 head'],
  },
  {
    name: 'emergency contacts under a merged head',
    rows: `
姓名 | 身份证号 | 手机号 | 紧急联系人 |
 | | | 姓名 | 电话
李雷 | 11010119900307109X | 13900139000 | 王芳 | 13800138000`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head', '2 head'],
  },
  {
    name: 'a school camp: pupils and parents',
    rows: `
学校 | 班级 | 学生姓名 | 学生身份证号码 | 家长姓名 | 家长电话
一小 | 三班 | 张伟 | 440305201505013378 | 刘洋 | 13600136000`,
    people: [ZHANG],
    skipped: ['1 head'],
  },
  {
    name: 'runners: size and blood group beside',
    rows: `
参赛号 | 选手姓名 | 性别 | 证件类型 | 证件号码 | 衣服尺码 | 血型 | 联系手机
A001 | 李雷 | 男 | 身份证 | 11010119900307109X | L | O | 13900139000`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head'],
  },
  {
    name: 'a company list: employees with a household ID word',
    rows: `
工号 | 部门 | 员工姓名 | 公民身份号码 | 移动电话 | 电子邮箱
#10086 | 市场部 | 李雷 | 11010119900307109X | #13900139000 | li@example.com`,
    people: [`${LI} | 13900139000 | | li@example.com`],
    skipped: ['1 head'],
  },
  {
    name: 'a hotel list: guests with dates of the stay',
    rows: `
房号 | 入住人姓名 | 证件名称 | 证件号码 | 入住日期 | 离店日期
#301 | 李雷 | 二代身份证 | 11010119900307109X | @2026-12-01 | @2026-12-03`,
    people: [LI],
    skipped: ['1 head'],
  },
  {
    name: 'an online booking export: orders beside the traveller',
    rows: `
订单号 | 产品名称 | 出行人姓名 | 出行人证件类型 | 出行人证件号 | 出行人出生日期 | 出行人性别 | 联系人 | 联系人手机
20261101000000123456 | 三亚五日 | 李雷 | 身份证 | 11010119900307109X | | | 王芳 | 13800138000
20261101000000123456 | 三亚五日 | CHAN TAI MAN | 回乡证 | H1234567801 | 1988-04-01 | 男 | 王芳 | 13800138000`,
    people: [LI, 'CHAN TAI MAN | hk-macau-permit | H1234567801 | 1988-04-01 | M'],
    skipped: ['1 head'],
  },
  {
    name: 'a title with a holder line above the head is no head of groups',
    rows: `
旅行社 | 阳光 | 投保人 | 刘洋
姓名 | 证件号 | 手机 | 邮箱
李雷 | 11010119900307109X | 13900139000 | li@example.com`,
    people: [`${LI} | 13900139000 | | li@example.com`],
    skipped: ['1 title', '2 head'],
  },
  {
    name: 'line breaks and full-width letters in the head',
    rows: `
姓\\n名 | 身份证\\n号码 | ＳＥＸ | 联系\\n电话：
李雷 | 11010119900307109X | M | 13900139000`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head'],
  },
  {
    name: 'full-width digits and invisible marks in the cells',
    rows: `
姓名 | 身份证号 | 手机
李雷\\u200b | １１０１０１１９９００３０７１０９Ｘ | \\u202d13900139000\\u202c`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head'],
  },
  {
    name: 'passports under a head of IDs',
    rows: `
姓名 | 身份证号码 | 出生日期 | 性别
李雷 | 11010119900307109X | |
JOHN SMITH | P12345678 | 1975-11-20 | 男`,
    people: [LI, 'JOHN SMITH | passport | P12345678 | 1975-11-20 | M'],
    skipped: ['1 head'],
  },
  {
    name: 'a sentence among the people',
    rows: `
姓名 | 身份证号
李雷 | 11010119900307109X
以下为第二批，请另行出单：
王芳 | 310104198506122460`,
    people: [LI, WANG],
    skipped: ['1 head', '3 note'],
  },
  {
    name: 'one column 证件 that holds numbers',
    rows: `
姓名 | 证件 | 电话
李雷 | 11010119900307109X | 13900139000`,
    people: [`${LI} | 13900139000`],
    skipped: ['1 head'],
  },
  {
    name: 'children under twelve by their household book, a number of fifteen digits',
    rows: `
儿童姓名 | 户口本号
张伟 | 440305201505013378
王小 | 110101900307109`,
    people: [ZHANG],
    bad: ['B3 id-card-length'],
    skipped: ['1 head'],
  },
  {
    name: 'a Chinese name and its letters in brackets, side by side',
    rows: `
序号 | 姓名（中文） | 姓名（拼音） | 护照/身份证 | 出生日期 | 性别
1 | 李雷 | LI LEI | 11010119900307109X | |
2 | | JOHN SMITH | P12345678 | 1975-11-20 | 男`,
    people: [LI, 'JOHN SMITH | passport | P12345678 | 1975-11-20 | M'],
    skipped: ['1 head'],
  },
  {
    name: 'two columns of names for one number: the first is taken',
    rows: `
姓名 | 证件姓名 | 证件号码
李雷 | LI LEI | 11010119900307109X`,
    people: [LI],
    skipped: ['1 head'],
  },
  {
    name: 'a list in traditional characters',
    rows: `
旅客姓名 | 證件類別 | 證件號碼 | 出生日期 | 性別 | 聯絡電話 | 與投保人關係
陳大文 | 回鄉證 | H12345678 | 1988/4/1 | 男 | 13900139000 | 其他
李小台 | 臺胞證 | 01234567 | 1971/2/3 | 女 | | 兒子
合計 | 2`,
    people: [
      '陳大文 | hk-macau-permit | H12345678 | 1988-04-01 | M | 13900139000 | other',
      '李小台 | taiwan-permit | 01234567 | 1971-02-03 | F | | child',
    ],
    skipped: ['1 head', '4 foot'],
  },
  {
    name: 'an ID in the column of passports is an ID',
    rows: `
Name | Passport No. | Date of Birth | Sex
李雷 | 11010119900307109X | 1990-03-07 | M`,
    people: [LI],
    skipped: ['1 head'],
  },
  {
    name: 'a day and a signature below',
    rows: `
姓名 | 身份证号
李雷 | 11010119900307109X
共两人
共一人
2026 年 11 月 30 日
年 月 日`,
    people: [LI],
    skipped: ['1 head', '3 foot', '4 foot', '5 foot', '6 foot'],
  },
  {
    name: 'three groups side by side under one title',
    rows: `
一号车
姓名 | 身份证 | 姓名 | 身份证 | 姓名 | 身份证
李雷 | 11010119900307109X | 王芳 | 310104198506122460 | 张伟 | 440305201505013378`,
    people: [LI, WANG, ZHANG],
    skipped: ['1 title', '2 head'],
  },
  {
    name: 'tickets: surname and given name beside the Chinese name, a slash between them',
    rows: `
出行人姓名 | 英文姓 | 英文名 | 证件类型 | 证件号 | 出生日期 | 性别
李雷 | LI | LEI | 身份证 | 11010119900307109X | |
 | SMITH | JOHN | 护照 | 512345678 | 25/12/1980 | 男
DOE/JANE MARY | | | 护照 | 512345679 | 1980/7/3 | 女`,
    people: [
      LI,
      'SMITH JOHN | passport | 512345678 | 1980-12-25 | M',
      'DOE JANE MARY | passport | 512345679 | 1980-07-03 | F',
    ],
    skipped: ['1 head'],
  },
  {
    name: 'the phone of whoever placed the order is not the traveller’s',
    rows: `
订单号 | 联系人 | 联系电话 | 出行人 | 证件号
202411200001234 | 周杰 | 13700137000 | 李雷 | 11010119900307109X`,
    people: [LI],
    skipped: ['1 head'],
  },
  {
    name: 'foot rows with a phone below the numbers, and titles of groups',
    rows: `
姓名 | 身份证号 | 电话
大人
李雷 | 11010119900307109X
第二组：
王芳 | 310104198506122460
经办人：周杰 | 电话：13700137000
联系人 王经理 | 13700137000`,
    people: [LI, WANG],
    skipped: ['1 head', '2 note', '4 note', '6 foot', '7 foot'],
  },
  {
    name: 'traditional heads, a hidden number, a day that can be two',
    rows: `
姓名 | 身分證字號 | 出生日期 | 聯絡電話 | 性別
李雷 | 11010119900307109X | | 13900139000 | 男
王芳 | 310104********2460 | | |
JOHN SMITH | 512345678 | 03/07/1980 | | 男`,
    people: [`${LI} | 13900139000`],
    bad: ['B3 masked-number', 'B4 document-unclear', 'C4 day'],
    skipped: ['1 head'],
  },
]
