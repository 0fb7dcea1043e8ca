//! The kinds of resource, behind one type.

use crate::exact::OutOfRange;
use crate::service::ServiceCode;
use crate::usage::UsageLine;

use super::context::UsageContext;
use super::dynamodb::Table;
use super::fargate::Task;
use super::guardduty::Detector;
use super::metered::Metered;

/// A thing in a lab that turns into usage lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Resource {
    /// AWS Fargate tasks.
    Fargate(Task),
    /// A DynamoDB table.
    DynamoDb(Box<Table>),
    /// A GuardDuty detector.
    GuardDuty(Box<Detector>),
    /// A usage type of any other service, as the bill names it.
    Metered(Metered),
}

/// A kind of resource, as `type:` in a lab file and `--service` on the command line name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// AWS Fargate.
    Fargate,
    /// Amazon DynamoDB.
    DynamoDb,
    /// Amazon GuardDuty.
    GuardDuty,
    /// Any other usage type.
    Metered,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Fargate,
        Self::DynamoDb,
        Self::GuardDuty,
        Self::Metered,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fargate => "fargate",
            Self::DynamoDb => "dynamodb",
            Self::GuardDuty => "guardduty",
            Self::Metered => "metered",
        }
    }
}

/// A choice of resources: by kind, or by the code of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Those of a kind.
    Kind(Kind),
    /// Those of a service.
    Service(ServiceCode),
}

impl Choice {
    /// Whether a resource is among those chosen.
    #[must_use]
    pub fn includes(&self, resource: &Resource) -> bool {
        match self {
            Self::Kind(kind) => resource.kind() == *kind,
            Self::Service(service) => resource.service() == service,
        }
    }
}

impl Resource {
    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Fargate(_) => Kind::Fargate,
            Self::DynamoDb(_) => Kind::DynamoDb,
            Self::GuardDuty(_) => Kind::GuardDuty,
            Self::Metered(_) => Kind::Metered,
        }
    }

    /// Whose bill it is mostly on.
    #[must_use]
    pub fn service(&self) -> &ServiceCode {
        match self {
            Self::Fargate(_) => &ServiceCode::ECS,
            Self::DynamoDb(_) => &ServiceCode::DYNAMODB,
            Self::GuardDuty(_) => &ServiceCode::GUARDDUTY,
            Self::Metered(metered) => &metered.service,
        }
    }

    /// What a month of it will be billed for.
    ///
    /// # Errors
    /// [`OutOfRange`] if a quantity cannot be held exactly.
    pub fn usage(&self, context: &UsageContext) -> Result<Vec<UsageLine>, OutOfRange> {
        match self {
            Self::Fargate(task) => task.usage(context),
            Self::DynamoDb(table) => table.usage(context),
            Self::GuardDuty(detector) => detector.usage(context),
            Self::Metered(metered) => metered.usage(context),
        }
    }

    /// The configuration in a few words, as on AWS's calculator.
    #[must_use]
    pub fn configuration(&self) -> String {
        match self {
            Self::Fargate(task) => task.configuration(),
            Self::DynamoDb(table) => table.configuration(),
            Self::GuardDuty(detector) => detector.configuration(),
            Self::Metered(metered) => metered.configuration(),
        }
    }
}
