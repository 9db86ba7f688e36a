import { problemText } from '../../api/problem-text.ts'
import { useLanguage } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'

/** What went wrong with going on, where the person pressed. */
export function FlowProblem({ problem }: { problem: unknown }) {
  const { language } = useLanguage()
  return (
    <div className="mt-4">
      <ProblemBanner {...problemText(problem, language)} />
    </div>
  )
}
