import { words } from './words.ts'
/** The kinds of column in a people table. */
export const TABLE_FIELDS = [
  'name',
  'cardType',
  'cardNo',
  'birthday',
  'gender',
  'mobile',
  'email',
  'relation',
] as const
export type TableField = (typeof TABLE_FIELDS)[number]

/** Columns more specific than a field: name parts, numbers of one ID type, reversed relations. */
export type HeadField =
  | TableField
  | 'englishName'
  | 'surname'
  | 'givenName'
  | 'idCardNo'
  | 'passportNo'
  | 'hkPermitNo'
  | 'taiwanPermitNo'
  | 'officerCardNo'
  | 'holderIs'
  | 'eitherWay'

/** The field that a column fills. */
export const PLAIN_FIELD: Record<HeadField, TableField> = {
  ...(Object.fromEntries(TABLE_FIELDS.map((field) => [field, field])) as Record<TableField, TableField>),
  englishName: 'name',
  surname: 'name',
  givenName: 'name',
  idCardNo: 'cardNo',
  passportNo: 'cardNo',
  hkPermitNo: 'cardNo',
  taiwanPermitNo: 'cardNo',
  officerCardNo: 'cardNo',
  holderIs: 'relation',
  eitherWay: 'relation',
}

/**
 * Header words of agencies, insurers and booking sites: lower case, without spaces, stars, colons, list numbers and
 * brackets. Two-row headers are also looked up joined (证件 above 号码). Prefixes below need no entries.
 */
export const HEAD_WORDS: Record<HeadField, readonly string[]> = {
  name: words(`
    姓名 名字 名称 人员姓名 客户姓名 真实姓名 证件姓名 姓名全称 中文姓名 中文名 中文名字 姓名中文
    名单 被保险人 被保人 被保险人名称 被保险人名单 游客 旅客 乘客 乘机人 出行人 旅游者 参团人 团员
    投保人员 出险人 入住人 客人 name fullname chinesename nameinchinese namechinese insured
    insuredname nameofinsured passengername passenger travelername travellername guestname
    touristname nameasinpassport`),
  englishName: words(`
    英文姓名 英文名 英文名字 姓名英文 拼音 姓名拼音 拼音姓名 汉语拼音 姓名汉语拼音 护照姓名
    英文拼音 名字拼音 护照英文名 护照拼音 englishname nameinenglish pinyin namepinyin`),
  surname: words(`
    姓 姓氏 英文姓 姓拼音 拼音姓 姓名姓 英文姓名姓 护照姓 中文姓 surname lastname familyname
    namesurname`),
  givenName: words(`
    名 英文名名 名拼音 拼音名 姓名名 英文姓名名 护照名 中文名名 givenname givennames firstname
    firstnames forename namegivenname`),
  cardType: words(`
    证件类型 证件类别 证件种类 证件名称 证件类 证件 身份证件类型 身份证件种类 有效证件类型 证照类型
    证照种类 所持证件 使用证件 持有证件 证件类型名称 出行证件 document documenttype doctype idtype
    cardtype certificatetype certtype typeofdocument identitytype identificationtype iddocumenttype
    credentialtype`),
  cardNo: words(`
    证件号 证件号码 证件编号 身份证件号 身份证件号码 有效证件号 有效证件号码 证号 证照号 证照号码
    号码 证件 证件类型及号码 证件类型和号码 证件种类及号码 证件名称及号码 证件类型号码
    证件类型/号码 证件类型/证件号码 证件信息 身份证/护照 身份证/护照号 身份证/护照号码
    身份证号/护照号 身份证号码/护照号码 身份证或护照号 身份证或护照号码 护照/身份证号码
    documentnumber documentno docno idnumber idno cardnumber cardno certificateno certificatenumber
    certno identitynumber identificationnumber id/passportno id/passportnumber passport/idno id号
    id号码 numberofdocument credentialno 证件no`),
  idCardNo: words(`
    身份证 身份证号 身份证号码 居民身份证 居民身份证号 居民身份证号码 二代身份证 二代身份证号
    二代身份证号码 身份证编号 身份号码 公民身份号码 公民身份证号 公民身份证号码 身份证no 身分证号码
    身分证号 身分证字号 身分证统一编号 身份证id idcard idcardno idcardnumber residentid residentidnumber residentidno
    nationalid nationalidnumber chineseid 居住证号 居住证号码 户口本号 户口簿号 户口本号码`),
  passportNo: words(`
    护照 护照号 护照号码 护照编号 因私护照号 因私护照号码 护照no 普通护照号码 passport passportno
    passportnumber passport#`),
  hkPermitNo: words(`
    港澳通行证 港澳通行证号 港澳通行证号码 往来港澳通行证 往来港澳通行证号 往来港澳通行证号码
    回乡证 回乡证号 回乡证号码 港澳证号 港澳证号码 港澳居民来往内地通行证
    港澳居民来往内地通行证号码 hk/macaupermit hk/macaupermitno hkmacaupermit homereturnpermitno`),
  taiwanPermitNo: words(`
    台胞证 台胞证号 台胞证号码 台湾通行证 台湾通行证号 台湾通行证号码 台湾居民来往大陆通行证
    台湾居民来往大陆通行证号码 taiwanpermit taiwanpermitno`),
  officerCardNo: ['军官证', '军官证号', '军官证号码', '士兵证号', '士兵证号码', '警官证号', 'officercardno'],
  birthday: words(`
    出生日期 出生年月日 出生年月 生日 出生日 出生时间 出生 诞生日期 出生年月日期 生日日期 birthday
    birthdate dateofbirth dob d.o.b birth born 出生日期yyyymmdd 出生年/月/日`),
  gender: ['性别', '男女', '男/女', '姓别', 'sex', 'gender', 'm/f', 'sexm/f'],
  mobile: words(`
    手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 联系手机 联系手机号 联系手机号码 移动电话
    本人电话 本人手机 本人手机号 本人联系电话 常用手机 手机/电话 手机电话 联系号码 联络电话 联络手机 联络方式 联系电话号码
    电话/手机 手机或电话 通讯电话 预留手机号 接收短信手机号 联系方式手机 联系方式电话 mobile
    mobileno mobilenumber mobilephone phone phoneno phonenumber tel telephone cell cellphone
    contactnumber contactno contactphone cellphonenumber`),
  email: words(`
    邮箱 电子邮箱 邮箱地址 电子邮箱地址 电子邮件 邮件 邮件地址 电子邮件地址 e-mail email
    emailaddress mail 联系方式邮箱 联系邮箱 电邮`),
  relation: words(`
    关系 与投保人关系 与投保人的关系 投保人关系 是投保人的 同投保人关系 和投保人关系 系投保人的
    与投保人之关系 被保险人与投保人关系 被保险人与投保人的关系 被保人与投保人关系
    被保人与投保人的关系 被保险人是投保人的 被保人是投保人的 为投保人的 与投保人 投保关系
    被保险人为投保人的 relation relationship relationtoholder relationshiptoholder
    relationtopolicyholder relationshiptopolicyholder relationshipwithpolicyholder
    relationtoapplicant relationshiptoapplicant`),
  holderIs: [
    '投保人是被保险人的',
    '投保人为被保险人的',
    '投保人是被保人的',
    '投保人系被保险人的',
    '投保人为被保人的',
  ],
  eitherWay: words(`
    投保人与被保险人关系 投保人与被保险人的关系 投保人与被保人关系 投保人与被保人的关系
    与被保险人关系 与被保险人的关系 与被保人关系 与被保人的关系 投被保人关系 投保人被保险人关系`),
}

/** Prefixes for the insured: 游客姓名 means 姓名. */
export const PERSON_PREFIXES = words(`
    被保险人 被保人 被保险 被保 主被保险人 出行人 出行人员 出行旅客 出游人 旅游者 游客 旅客 乘客
    乘机人 乘车人 旅行者 客人 客户 团员 队员 学员 学生 会员 员工 人员 参团人 参团者 参加人 参加者
    参与人 参赛者 选手 营员 报名人 报名者 参保人 参保人员 投保人员 入住人 持证人 本人 成人 儿童
    个人 用户 顾客 贵宾 参游人 保险人员 承保人员 insured passenger traveler traveller guest tourist
    participant member student`)

/** Group headers (投保人信息) and prefixes (紧急联系人电话) of columns about someone else. */
export const OTHER_PEOPLE = words(`
    投保人 投保单位 投保企业 受益人 身故受益人 紧急联系人 应急联系人 联系人 监护人 法定监护人 家长
    领队 导游 司机 经办人 业务员 推荐人 销售 负责人 担保人 收件人 付款人 holder policyholder
    applicant beneficiary emergencycontact guardian contactperson`)
