//! What people write in a decade: titles, details, minutes, notes, in the languages of those who write.

use super::chance::Chance;

const DEEDS: [&str; 14] = [
    "Draft",
    "Send round",
    "Compare",
    "Publish",
    "Check",
    "Gather comments on",
    "Translate",
    "Agree on",
    "Überarbeiten:",
    "Rédiger :",
    "Подготовить",
    "確認する：",
    "Σύνταξη:",
    "整理",
];
const THINGS: [&str; 18] = [
    "the joint definition of a duplicate audit",
    "the list of training dates open to members of both",
    "the figures by country",
    "a letter to the auditors in Zürich, Łódź and São Paulo",
    "the questions for the calibration workshop",
    "the guidance on recruitment fees",
    "the summary for the management teams",
    "the form for worker interviews",
    "the mapping of both codes of conduct",
    "die Auswertung der Rückmeldungen",
    "les chiffres par région",
    "план совместного семинара",
    "четвертну таблицю",
    "τον κατάλογο των εκπαιδευτών",
    "共同报告的摘要",
    "研修資料",
    "قائمة المدربين المشتركة",
    "संयुक्त प्रशिक्षण की सूची",
];
const PLACES: [&str; 12] = [
    "Bangladesh",
    "Viet Nam",
    "Türkiye",
    "Portugal",
    "India",
    "China",
    "Ethiopia",
    "Morocco",
    "Mexico",
    "Sri Lanka",
    "Pakistan",
    "Romania",
];
const DETAILS: [&str; 6] = [
    "To be ready before the meeting; both secretaries get a copy.",
    "Figures in total only where a country has fewer than ten audits.",
    "Ask the liaison for the wording of the standard before it is sent round.",
    "Zwei Punkte sind offen: Gültigkeit und angekündigte Prüfungen.",
    "À relire par les deux équipes avant l’envoi.",
    "両事務局の確認後に送付。",
];
const PROGRESS: [&str; 12] = [
    "First draft sent to both sides; answers are due in two weeks.",
    "Called the office there: they need another week.",
    "Eleven of fourteen answers are in.",
    "The monitoring team has checked the figures, two are to be corrected.",
    "Second draft laid beside the first; one paragraph is still disputed.",
    "Rückmeldung aus Kolkata eingearbeitet.",
    "Relance envoyée aux trois organismes restants.",
    "Ответ получен, передан секретарям.",
    "翻訳を確認中。",
    "تم إرسال المسودة الثانية.",
    "अनुवाद पूरा हुआ।",
    "Nothing new; asked again.",
];
const MINUTES: [&str; 6] = [
    "Both sides read the figures together. They agree but for two countries, where the periods differ.",
    "The group heard the report and thanked those who wrote it.",
    "Several members asked for more time; the secretaries gather comments until the end of the month.",
    "The outline was discussed point by point. The second part comes back with examples.",
    "Both sides see the need. What it costs in staff time is to be estimated first.",
    "Die Gruppe nahm den Stand zur Kenntnis; die offenen Punkte gehen an die Sekretariate.",
];
const REASONS: [&str; 4] =
    ["Overtaken by the new guidance", "The partner has withdrawn", "Done by another group", "Nobody needs it any more"];
const REMARKS: [&str; 6] = [
    "Does this count audits that were announced and then called off?",
    "The table in the annex still has last year’s names.",
    "Could the deadline be after the holidays in both places?",
    "У нас это считают иначе; предлагаю сноску.",
    "Bitte auch die Zahlen aus Łódź.",
    "この数字の出典は何ですか。",
];
const TAGS: [&str; 8] = ["figures", "training", "definitions", "workshop", "letters", "fees", "interviews", "guidance"];

/// What is to be done.
pub fn title(chance: &mut Chance) -> String {
    format!("{} {} ({})", chance.pick(&DEEDS), chance.pick(&THINGS), chance.pick(&PLACES))
}

/// What is to be talked about.
pub fn topic(chance: &mut Chance) -> String {
    let thing = chance.pick(&THINGS);
    let mut letters = thing.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}: {}", letters.as_str(), chance.pick(&PLACES))
}

/// A second sentence that makes one text differ from any other.
pub fn detail(chance: &mut Chance, nth: usize) -> String {
    format!("{} {}, wording {nth}.", chance.pick(&DETAILS), chance.pick(&PLACES))
}

pub fn progress(chance: &mut Chance) -> String {
    format!("{} {}: {} %.", chance.pick(&PROGRESS), chance.pick(&PLACES), chance.below(101))
}

pub fn minute(chance: &mut Chance) -> &'static str {
    chance.pick(&MINUTES)
}

pub fn reason(chance: &mut Chance) -> &'static str {
    chance.pick(&REASONS)
}

pub fn remark(chance: &mut Chance) -> &'static str {
    chance.pick(&REMARKS)
}

pub fn place(chance: &mut Chance) -> &'static str {
    chance.pick(&PLACES)
}

pub fn tag(chance: &mut Chance) -> &'static str {
    chance.pick(&TAGS)
}
