import type { HolderField, INTERFACES, InsuredField, InterfaceName } from './interfaces.ts'

/** The fields that are not text. A number or list that is missing here has the type `never` and cannot be sent. */
type Values = {
  /** §7.2: 1 person, 2 company. */
  invoiceType: 1 | 2
  /** §7.4: 1 credit, 2 cash. */
  payType: 1 | 2
  /** §7.4, codes as the document has them. */
  holderInfo: Partial<Record<HolderField, string>>
  insuredInfoList: Partial<Record<InsuredField, string>>[]
  /** §7.7: 1 processing, 2 paid, -1 failed. */
  txnStatus: 1 | 2 | -1
  policyCodes: string[]
}

type FieldOf<Name extends InterfaceName> = (typeof INTERFACES)[Name]['fields'][number]
/** distrCode comes from the settings in every interface. */
type FieldNameOf<Name extends InterfaceName> = Exclude<FieldOf<Name>[0], 'distrCode'>

type OfTable<Names extends { [Name in InterfaceName]?: FieldNameOf<Name> }> = Names

/** Fields that a call may leave out; every other field of the table is required. */
type Optional = OfTable<{
  register: 'contact'
  applyInvoice: 'taxpayerNo'
  addTemp: 'refundNotifyUrl' | 'safeguardStartTime' | 'safeguardEndTime' | 'holderInfo' | 'insuredInfoList'
  getDistrProductDetail: 'planCode'
}>
type OptionalOf<Name> = Name extends keyof Optional ? Optional[Name] : never

type ValueOf<Name extends InterfaceName, Key> = Extract<
  FieldOf<Name>,
  readonly [Key, unknown]
>[1] extends number
  ? string
  : Key extends keyof Values
    ? Values[Key]
    : never

/** The request of an interface: exactly the fields of its table. */
export type RequestOf<Name extends InterfaceName> = {
  [Key in Exclude<FieldNameOf<Name>, OptionalOf<Name>>]: ValueOf<Name, Key>
} & { [Key in Extract<FieldNameOf<Name>, OptionalOf<Name>>]?: ValueOf<Name, Key> }
