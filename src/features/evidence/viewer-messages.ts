import { defineMessages } from '../../ui/language.tsx'

export const viewerMessages = defineMessages(
  {
    title: '销售过程',
    language: '语言',
    convenience: '本页仅供观看，证据是其中签名的文件',
    howToVerify: (portal: string) =>
      `本页不联网，也不核验签名。核验请保存签名的文件，在 ${portal} 的「核验证据文件」中选择它，或用 npm run verify-evidence。`,
    save: '保存签名的文件',
    exported: (by: string, time: string) => `${by} 于 ${time} 导出`,
    recording: '回放',
    masked: '填写的内容和个人信息已在客户手机上遮挡。',
    gone: '导出时录像已随个人信息封存或删除。',
    none: '没有录像：客户没有操作页面，或浏览器不支持。',
    agreed: '同意的内容',
    acts: '销售轨迹',
    unreadable: '无法读取其中的证据文件，本页可能不完整。',
  },
  {
    title: 'Sales record',
    language: 'Language',
    convenience: 'This page is for watching. The evidence is the signed file inside',
    howToVerify: (portal: string) =>
      `The page uses no network and does not verify the signature. To verify it, save the signed file and choose it on ${portal} under “Verify an evidence file”, or run npm run verify-evidence.`,
    save: 'Save the signed file',
    exported: (by: string, time: string) => `Exported by ${by}, ${time}`,
    recording: 'Replay',
    masked: 'Entries and personal data were masked on the customer’s phone.',
    gone: 'The recording was sealed or erased with the personal data before the export.',
    none: 'No recording: the customer did not interact with the page, or the browser does not support it.',
    agreed: 'Consents',
    acts: 'Trail',
    unreadable: 'The evidence inside cannot be read. This page may be incomplete.',
  },
)
