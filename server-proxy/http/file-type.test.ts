import { downloadZip } from 'client-zip'
import { expect, test } from 'vitest'
import { typeOf } from './file-type.ts'

const zip = async (...names: string[]) =>
  Buffer.from(await downloadZip(names.map((name) => ({ name, input: 'x' }))).arrayBuffer())

test('recognises PDF, OFD and XML by content', async () => {
  expect(typeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf')
  expect(typeOf(await zip('OFD.xml', 'Doc_0/Document.xml'))).toBe('application/ofd')
  expect(typeOf(Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<EInvoice/>'))).toBe('application/xml')
  expect(typeOf(Buffer.from('<?xml version="1.0" encoding="GBK"?><发票/>'))).toBe('application/xml')
})

test('refuses pages, drawings, style sheets and other archives', async () => {
  for (const body of [
    '<html>',
    '<!doctype html>',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    '<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>',
    '<?xml version="1.0"?><svg/>',
    '<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>',
    '<EInvoice/>',
    'PK\x03\x04 OFD.xml',
  ])
    expect(typeOf(Buffer.from(body, 'latin1')), body).toBeNull()
  expect(typeOf(await zip('Doc_0/OFD.xml'))).toBeNull()
})
