//! Checks usage types of other services.

use super::guess::Checker;
use crate::lab::file::MeteredFile;
use crate::resource::metered::{Metered, MeteredQuantity};
use crate::service::ServiceCode;

/// A metered thing, or faults.
pub(super) fn metered(checker: &mut Checker<'_>, file: MeteredFile) -> Option<Metered> {
    if file.service_code.is_none() {
        checker.missing(
            "service_code",
            "give AWS's code of the service, such as `AmazonEC2`",
        );
    }
    if file.usage_type.is_none() {
        checker.missing(
            "usage_type",
            "give the bill's usage type, such as `NatGateway-Hours`",
        );
    }
    if file.unit.is_none() {
        checker.missing("unit", "give what is counted, such as `Hrs` or `GB`");
    }
    let service = checker.take(file.service_code);
    let usage_type = checker.take(file.usage_type);
    let unit = checker.take(file.unit);
    let hours_given = file.count.is_some() || file.schedule.is_some();
    let flow_given = file.quantity.is_some();
    let flow = checker.guess("quantity", file.quantity);
    let count = checker.guess("count", file.count);
    let running = checker.guess("schedule", file.schedule);
    let quantity = match (flow_given, hours_given) {
        (true, true) => {
            checker.fault(
                checker.spot,
                "give either `quantity`, or `count` with `schedule`, not both",
            );
            None
        }
        (true, false) => flow.map(MeteredQuantity::Flow),
        (false, true) => match (count, running) {
            (Some(count), Some(running)) => Some(MeteredQuantity::Hours { count, running }),
            (Some(_), None) => {
                checker.missing(
                    "schedule",
                    "give when it runs: `always` or for instance `2 h/day`",
                );
                None
            }
            (None, Some(_)) => {
                checker.missing("count", "give how many there are, such as `count: 1`");
                None
            }
            (None, None) => None,
        },
        (false, false) => Some(MeteredQuantity::Unknown),
    };
    Some(Metered {
        service: ServiceCode::new(service?.0),
        usage_type: usage_type?,
        bare_in_virginia: checker.take(file.bare_in_virginia).unwrap_or(false),
        operation: checker.take(file.operation),
        unit: unit?,
        quantity: quantity?,
    })
}
