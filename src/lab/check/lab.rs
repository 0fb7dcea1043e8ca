//! Checks a whole lab: its head, its resources, and the references between them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::guardduty::Unresolved;
use super::guess::{Checker, is_misspelt};
use super::{dynamodb, fargate, guardduty, metered};
use crate::lab::file::{BudgetFile, LabFile, ResourceFile};
use crate::lab::keyword::Name;
use crate::lab::model::{Assumption, Budget, BudgetPeriod, Lab, LabResource};
use crate::lab::written_quantity::Number;
use crate::lab::yaml::{Attempt, Entry, Fault, FromWritten, Spot, Written, decode};
use crate::money::Amount;
use crate::nearest::nearest;
use crate::resource::Resource;
use crate::resource::fargate::{OperatingSystem, Task};
use crate::resource::guardduty::WatchedTask;

/// More people than this are not in one lab.
pub const PARTICIPANTS_MAX: u32 = 100_000;

/// A lab, or faults.
pub(in crate::lab) fn check(
    file: LabFile,
    (resources, mut assumptions): (Vec<LabResource>, Vec<Assumption>),
    faults: &mut Vec<Fault>,
) -> Option<Lab> {
    if file.version.is_none() {
        missing(faults, "version", "begin with `version: 1`");
    }
    if file.name.is_none() {
        missing(
            faults,
            "name",
            "give the lab a name, such as `name: ecs-security`",
        );
    }
    let notes = file.notes.0.unwrap_or_default().into_iter();
    let notes: Vec<String> = notes.filter_map(|note| note.take(faults)).collect();
    file.version.and_then(|version| version.take(faults));
    let name = file.name.and_then(|name| name.take(faults));
    let title = file.title.and_then(|title| title.take(faults));
    let region = file.region.and_then(|region| region.take(faults));
    let participants = participants(file.participants, faults);
    let budget = file.budget.and_then(|Attempt(budget)| budget);
    let budget = budget.and_then(|budget| check_budget(budget, faults));
    if file.resources.is_none() {
        missing(
            faults,
            "resources",
            "`labcost lab init` writes a file to start from",
        );
    } else if resources.is_empty() && faults.is_empty() {
        missing(
            faults,
            "resources",
            "name at least one resource below `resources:`",
        );
    }
    assumptions.extend(notes.into_iter().map(|text| Assumption {
        resource: None,
        text,
    }));
    let name = name?.0;
    Some(Lab {
        title: title.unwrap_or_else(|| name.clone()),
        name,
        region,
        participants,
        resources,
        assumptions,
        budget,
    })
}

/// Notes that a key of the file itself is missing, unless it is there and misspelt.
fn missing(faults: &mut Vec<Fault>, key: &str, hint: &str) {
    if is_misspelt(faults, key) {
        return;
    }
    let message = format!("the lab file has no `{key}`");
    faults.push(Fault::new(Spot::START, message).with_hint(hint));
}

fn participants(written: Option<Written<Number>>, faults: &mut Vec<Fault>) -> u32 {
    let Some(written) = written else { return 1 };
    let spot = written.spot();
    let Some(Number(number)) = written.take(faults) else {
        return 1;
    };
    let whole = u32::try_from(number.numerator())
        .ok()
        .filter(|_| number.denominator() == 1);
    match whole.filter(|people| (1..=PARTICIPANTS_MAX).contains(people)) {
        Some(people) => people,
        None => {
            let message = format!("`participants` is a whole number from 1 to {PARTICIPANTS_MAX}");
            faults.push(Fault::new(spot, message));
            1
        }
    }
}

fn check_budget(file: BudgetFile, faults: &mut Vec<Fault>) -> Option<Budget> {
    let per_spot = file.per.as_ref().map(Written::spot);
    let per = file
        .per
        .and_then(|per| per.take(faults))
        .unwrap_or(BudgetPeriod::Month);
    let Some(amount) = file.amount else {
        let fault = Fault::new(per_spot.unwrap_or(Spot::START), "`budget` has no `amount`");
        faults.push(fault.with_hint("give what the lab may cost, such as `amount: 5.00 USD`"));
        return None;
    };
    let price = amount.take(faults)?;
    Some(Budget {
        amount: Amount::new(price.amount.to_exact()),
        currency: price.currency,
        per,
    })
}

/// A resource that is checked but for the names it refers to.
#[expect(
    clippy::large_enum_variant,
    reason = "lives for one resource at a time"
)]
enum Checked {
    Done(Resource),
    Detector(Box<Unresolved>),
}

/// Decodes and checks one resource after the other; what is as written is dropped at once.
pub(in crate::lab) fn check_resources(
    entries: Vec<Entry>,
    faults: &mut Vec<Fault>,
) -> (Vec<LabResource>, Vec<Assumption>) {
    let mut assumptions = Vec::new();
    let mut checked = Vec::with_capacity(entries.len());
    let mut failed = HashSet::new();
    for Entry {
        key,
        key_spot,
        value,
    } in entries
    {
        let name = Arc::<str>::from(key);
        if let Err(message) = Name::from_written(&name) {
            faults.push(Fault::new(key_spot, message));
        }
        // A `like` that could be resolved is gone, and has brought what it was to bring.
        let is_incomplete = value.get("like").is_some();
        if is_incomplete && value.get("type").is_none() {
            failed.insert(name);
            continue;
        }
        let told_before = faults.len();
        let file = decode::<ResourceFile>(&value, faults);
        let told = faults[told_before..].to_vec();
        let mut checker = Checker {
            resource: &name,
            spot: key_spot,
            told: &told,
            is_incomplete,
            faults,
            assumptions: &mut assumptions,
        };
        match file.and_then(|file| check_resource(&mut checker, file)) {
            Some((resource, shared)) => checked.push((name, resource, shared)),
            None => {
                failed.insert(name);
            }
        }
    }
    (resolve(checked, &failed, faults), assumptions)
}

fn check_resource(checker: &mut Checker<'_>, file: ResourceFile) -> Option<(Checked, bool)> {
    let (resource, shared) = match file {
        ResourceFile::Fargate(mut file) => {
            let shared = file.shared.take();
            (
                fargate::task(checker, *file)
                    .map(Resource::Fargate)
                    .map(Checked::Done),
                shared,
            )
        }
        ResourceFile::DynamoDb(mut file) => {
            let shared = file.shared.take();
            let table = dynamodb::table(checker, *file).map(Box::new);
            (table.map(Resource::DynamoDb).map(Checked::Done), shared)
        }
        ResourceFile::GuardDuty(mut file) => {
            let shared = file.shared.take();
            let detector = guardduty::detector(checker, *file);
            (Some(Checked::Detector(Box::new(detector))), shared)
        }
        ResourceFile::Metered(mut file) => {
            let shared = file.shared.take();
            (
                metered::metered(checker, *file)
                    .map(Resource::Metered)
                    .map(Checked::Done),
                shared,
            )
        }
    };
    let shared = checker.take(shared).unwrap_or(false);
    resource.map(|resource| (resource, shared))
}

/// Puts the tasks that detectors watch in place of their names.
fn resolve(
    checked: Vec<(Arc<str>, Checked, bool)>,
    failed: &HashSet<Arc<str>>,
    faults: &mut Vec<Fault>,
) -> Vec<LabResource> {
    let mut tasks: HashMap<Arc<str>, Option<(Task, bool)>> = HashMap::with_capacity(checked.len());
    let watches = checked
        .iter()
        .any(|(_, checked, _)| matches!(checked, Checked::Detector(_)));
    if watches {
        for (name, checked, shared) in &checked {
            let task = match checked {
                Checked::Done(Resource::Fargate(task)) => Some((task.clone(), *shared)),
                _ => None,
            };
            tasks.insert(name.clone(), task);
        }
    }
    let resources = checked.into_iter().map(|(name, checked, shared)| {
        let resource = match checked {
            Checked::Done(resource) => resource,
            Checked::Detector(unresolved) => {
                let Unresolved {
                    mut detector,
                    fargate_tasks,
                } = *unresolved;
                let mut seen = HashSet::with_capacity(fargate_tasks.len());
                for written in fargate_tasks {
                    let spot = written.spot();
                    let Some(watched) = watched_task(written, &tasks, failed, faults) else {
                        continue;
                    };
                    if !seen.insert(watched.name.clone()) {
                        let message = format!("`{}` is watched already", watched.name);
                        faults.push(Fault::new(spot, message).with_hint("remove one of them"));
                    }
                    detector.fargate_tasks.push(watched);
                }
                Resource::GuardDuty(Box::new(detector))
            }
        };
        LabResource {
            name,
            resource,
            shared,
        }
    });
    resources.collect()
}

fn watched_task(
    written: Written<Name>,
    tasks: &HashMap<Arc<str>, Option<(Task, bool)>>,
    failed: &HashSet<Arc<str>>,
    faults: &mut Vec<Fault>,
) -> Option<WatchedTask> {
    let spot = written.spot();
    let Name(name) = written.take(faults)?;
    let (message, hint) = match tasks.get_key_value(name.as_str()) {
        Some((name, Some((task, shared)))) if task.operating_system == OperatingSystem::Linux => {
            return Some(WatchedTask {
                name: name.clone(),
                task: task.clone(),
                shared: *shared,
            });
        }
        Some((_, Some(_))) => (
            format!("Runtime Monitoring watches Linux tasks, and `{name}` runs Windows"),
            None,
        ),
        Some((_, None)) => (format!("`{name}` is not a Fargate resource"), None),
        // What is wrong with it has been told.
        None if failed.contains(name.as_str()) => return None,
        None => {
            let mut names: Vec<&str> = tasks
                .iter()
                .filter(|(_, task)| task.is_some())
                .map(|(name, _)| &**name)
                .collect();
            names.sort_unstable();
            let near = nearest(&name, names);
            let hint = near.map(|near| format!("did you mean `{near}`?"));
            (format!("there is no resource `{name}` in this lab"), hint)
        }
    };
    faults.push(Fault {
        spot,
        message,
        hint,
    });
    None
}
