//! What rows would bring in that is wrong beside the other records: told by row, never without one.

use std::collections::BTreeMap;

use super::row::No;
use super::{Laid, Plan};
use crate::model::check::check_change;
use crate::model::{Code, Kind, Problem, RecordId, Standpoint};
use crate::report::Report;

/// The rows that are not taken, whatever they say, with reason and remedy.
pub type Barred = BTreeMap<usize, No>;

/// Plans a file anew without the rows that would bring in an error, until the others bring in none.
///
/// # Errors
/// Those of the planning.
pub fn without_faults(at: &Standpoint<'_>, plan: impl Fn(&Barred) -> Result<Plan, Report>) -> Result<Plan, Report> {
    let mut barred = Barred::new();
    loop {
        let planned = plan(&barred)?;
        let faulty = faulty_rows(&planned, at);
        // An error that no row is to blame for is told when the change is to be saved.
        if faulty.is_empty() {
            return Ok(planned);
        }
        barred.extend(faulty);
    }
}

fn faulty_rows(plan: &Plan, at: &Standpoint<'_>) -> Barred {
    let Ok(after) = plan.change.apply(at.snapshot) else { return Barred::new() };
    let mut by_id: BTreeMap<&RecordId, Vec<&Laid>> = BTreeMap::new();
    for laid in &plan.laid {
        by_id.entry(&laid.id).or_default().push(laid);
    }
    let mut faulty = Barred::new();
    for problem in check_change(&plan.change, at, &after) {
        let Some((id, rows)) = problem.id.as_ref().and_then(|it| by_id.get_key_value(it)) else { continue };
        let is_of_role = |it: &&&Laid| role_of(problem.code).is_none_or(|role| it.role == role);
        let blamed: Vec<&&Laid> = rows.iter().filter(is_of_role).collect();
        let all = || rows.iter().collect();
        for laid in if blamed.is_empty() { all() } else { blamed } {
            faulty.entry(laid.row).or_insert_with(|| told(id, &problem));
        }
    }
    faulty
}

/// The role that an error is about, where somebody has several in a group.
fn role_of(code: Code) -> Option<&'static str> {
    match code {
        Code::CoChairs => Some("co-chair"),
        Code::Itself => Some("alternate"),
        _ => None,
    }
}

fn told(id: &RecordId, problem: &Problem) -> No {
    let remedy = match (id.kind, problem.code) {
        // Who is still to come in can be handed nothing.
        (Kind::Member, Code::CoChairs) => format!(
            "If the other term is over, `comity member end PERSON {} --role co-chair --on yesterday`; else write another role into the row",
            id.group().unwrap_or_default()
        ),
        _ => problem.remedy.clone(),
    };
    (format!("{id}: {}", problem.message), remedy)
}
