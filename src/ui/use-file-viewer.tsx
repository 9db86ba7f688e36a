import { useState } from 'react'
import { FileViewer } from './file-viewer.tsx'
import { defineMessages, type Language, useLanguage, useText } from './language.tsx'
import { ProblemBanner } from './problem.tsx'

const messages = defineMessages(
  {
    close: '关闭',
    download: '下载',
    newTab: '单独打开',
    loading: '正在取文件',
    noViewer: '这个浏览器不能在页面里显示 PDF，请下载或单独打开。',
  },
  {
    close: 'Close',
    download: 'Download',
    newTab: 'Open separately',
    loading: 'Loading file',
    noViewer: 'This browser cannot show PDFs on the page. Download the file or open it separately.',
  },
)

/**
 * One file viewer for a page. `show` opens a file over the page. When the server answers with an error instead of the
 * file, `problem` turns that answer into a title and a detail.
 */
export function useFileViewer(
  problem: (answer: string, language: Language) => { title: string; detail: string | undefined },
) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [file, setFile] = useState<{ title: string; path: string } | null>(null)
  const viewer = (
    <FileViewer
      file={file}
      texts={t}
      failure={(answer) => <ProblemBanner {...problem(answer, language)} />}
      onClose={() => setFile(null)}
    />
  )
  return { viewer, show: setFile }
}
