import { problemText } from '../../api/problem-text.ts'
import { useLanguage } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'

/** Shows a submit error beside the button. */
export function FlowProblem({ problem }: { problem: unknown }) {
  const { language } = useLanguage()
  return (
    <div className="mt-4">
      <ProblemBanner {...problemText(problem, language)} />
    </div>
  )
}
