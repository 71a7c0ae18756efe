import type { help as English } from './en-help.ts';
import type { Translated } from './translated.ts';

/** Short answers, in German. */
export const help: Translated<typeof English> = {
  classes: {
    title: 'Was die Buchstaben N, S, V, F und Q bedeuten',
    text: 'Die fünf Klassen von ANSI/AAMI EC57: N normal (auch Schenkelblock), S supraventrikuläre Extrasystole, V ventrikuläre Extrasystole, F Fusion aus ventrikulär und normal, Q unbekannt oder stimuliert. S zeigt nach oben, V hängt nach unten, F verbindet beide, N ist ein Punkt, Q ein hohles Quadrat: Jedes Zeichen ist ohne seine Farbe lesbar.',
  },
  doubt: {
    title: 'Warum manche Beschriftungen einen gestrichelten Rand haben',
    text: 'Ein gestrichelter Rand heißt, dass das Modell seiner Beschriftung eine Wahrscheinlichkeit unter 0,80 gibt. Eine gefüllte Beschriftung ist wahrscheinlicher oder wurde von einem Menschen geprüft. N über 0,80 hat keinen Rahmen, damit das Übrige auffällt.',
  },
  undo: {
    title: 'Wie das Zurücknehmen arbeitet',
    text: 'Jede Änderung ist ein Schritt des Verlaufs und bleibt dort. Auch das Zurücknehmen ist ein eigener Schritt; so bleibt vollständig, wer was getan hat. Zurückgenommen wird der letzte Schritt, gleich welche Ansicht oder welches Werkzeug aktiv ist.',
  },
  persons: {
    title: 'Was eine spätere Analyse mit korrigierten Schlägen macht',
    text: 'Nichts. Eine Beschriftung von einem Menschen bleibt; die Meinung des Modells steht daneben.',
  },
  paper: {
    title: 'Was Standardpapier ist',
    text: '25 mm/s und 10 mm/mV, in wahrer Größe, sobald der Bildschirm mit einer Bankkarte kalibriert ist. Jeder andere Maßstab heißt „nicht Standard“. Ein größeres Fenster zeigt mehr Sekunden, nicht breitere.',
  },
  unreadable: {
    title: 'Wie nicht lesbare Abschnitte behandelt werden',
    text: 'Schraffierte Abschnitte waren nicht lesbar. Über sie hinweg wird kein Intervall gemessen; sie ergeben darum nie eine Pause oder ein längstes RR.',
  },
  strength: {
    title: 'Wie sich mehr seltene Schläge finden lassen',
    text: '„Seltene Schläge“ verschiebt den Arbeitspunkt des Modells: Mehr Schläge werden zu S, V und F, und mehr davon sind falsch. Es ist ein eigener Lauf; Zurückschieben ergibt dieselben Beschriftungen wie zuvor.',
  },
  files: {
    title: 'Wo Aufzeichnungen und Korrekturen liegen',
    text: 'Aufzeichnungen bleiben, wo sie sind; im Browser hochgeladene Dateien werden kopiert. Beschriftungen, Korrekturen und Verlauf liegen in Calipers Datenordner auf diesem Computer. Nichts wird versendet.',
  },
  keys: {
    title: 'Wie die Tasten gewählt sind',
    text: 'Ein einzelner Buchstabe oder / benennt einen Schlag. Alles andere verwendet Eingabe, Leertaste, Pfeile, Satzzeichen oder eine Zusatztaste und lässt sich in den Einstellungen ändern. F6 geht von Bereich zu Bereich.',
  },
};
