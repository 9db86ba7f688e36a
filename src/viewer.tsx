import './styles.css'
import { showEvidence } from './app/viewer.tsx'

const root = document.getElementById('root')
if (root) void showEvidence(root)
