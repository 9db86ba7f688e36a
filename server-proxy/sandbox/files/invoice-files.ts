import { downloadZip } from 'client-zip'
import { yuan } from '../business/money.ts'
import type { Order } from '../store/records.ts'
import { invoiceFacts } from './invoice-pdf.ts'

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The data file of a 数电票, as a sample: without the tax authority's signature. */
export function invoiceXml(order: Order, policyCode: string): string {
  const { product, codes, total, net, number } = invoiceFacts(order, policyCode)
  return `${DECLARED}<EInvoice>
  <Header><EIid>${number}</EIid><Notice>沙箱样张，不可报销</Notice></Header>
  <EInvoiceData>
    <BuyerInformation><BuyerName>${escaped(order.invoice?.title ?? '')}</BuyerName><BuyerIdNum>${escaped(order.invoice?.taxpayerNo ?? '')}</BuyerIdNum></BuyerInformation>
    <SellerInformation><SellerName>${escaped(product.insurer.fullName)}</SellerName><SellerIdNum>${product.insurer.creditCode}</SellerIdNum></SellerInformation>
    <BasicInformation><TotalAmWithoutTax>${yuan(net)}</TotalAmWithoutTax><TotalTaxAm>${yuan(total - net)}</TotalTaxAm><TotalTax-includedAmount>${yuan(total)}</TotalTax-includedAmount></BasicInformation>
    <AdditionalInformation><Remark>${codes.map(escaped).join('、')}</Remark></AdditionalInformation>
  </EInvoiceData>
</EInvoice>
`
}

/** A one-page OFD (GB/T 33190) of the same facts. */
export async function invoiceOfd(order: Order, policyCode: string): Promise<Buffer> {
  const { total, number } = invoiceFacts(order, policyCode)
  const lines = [
    '电子发票（普通发票）',
    `发票号码 ${number}`,
    `价税合计 ¥${yuan(total)}`,
    '沙箱样张，不可报销',
  ]
  const texts = lines.map(
    (line, place) =>
      `<ofd:TextObject ID="${10 + place}" Boundary="10 ${15 + place * 15} 190 10" Font="2" Size="6"><ofd:TextCode X="0" Y="7" DeltaX="g ${[...line].length} 6">${escaped(line)}</ofd:TextCode></ofd:TextObject>`,
  )
  const files = [
    {
      name: 'OFD.xml',
      input: `${DECLARED}<ofd:OFD ${NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${number}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      input: `${DECLARED}<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    },
    {
      name: 'Doc_0/PublicRes.xml',
      input: `${DECLARED}<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
    },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      input: `${DECLARED}<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="3">${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    },
  ]
  return Buffer.from(await downloadZip(files).arrayBuffer())
}
