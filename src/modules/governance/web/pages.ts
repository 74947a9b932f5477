import { boardPage, meetingPage, minutesPage } from './board-pages.tsx'

export const pages = [boardPage, minutesPage, meetingPage]
