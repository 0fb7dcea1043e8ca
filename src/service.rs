//! Service codes, as price lists and bills spell them, and the names people know.
//!
//! The spelling of codes is irregular (`AmazonECS`, `AWSELB`, `awskms`), so they are never guessed
//! from a name. Source: the index of AWS's bulk price lists.

use std::borrow::Cow;
use std::fmt;

/// A service code such as `AmazonECS`: which price list a usage type is in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceCode(Cow<'static, str>);

impl ServiceCode {
    /// Amazon ECS, whose list holds AWS Fargate.
    pub const ECS: Self = Self(Cow::Borrowed("AmazonECS"));
    /// Amazon DynamoDB.
    pub const DYNAMODB: Self = Self(Cow::Borrowed("AmazonDynamoDB"));
    /// Amazon GuardDuty.
    pub const GUARDDUTY: Self = Self(Cow::Borrowed("AmazonGuardDuty"));
    /// Data transfer, which has a list of its own.
    pub const DATA_TRANSFER: Self = Self(Cow::Borrowed("AWSDataTransfer"));

    /// A code from a lab file.
    #[must_use]
    pub fn new(code: impl Into<String>) -> Self {
        Self(Cow::Owned(code.into()))
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name on AWS's pages, or the code where labcost knows no name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.as_str() {
            "AmazonECS" => "Amazon Elastic Container Service",
            "AmazonDynamoDB" => "Amazon DynamoDB",
            "AmazonGuardDuty" => "Amazon GuardDuty",
            "AWSCloudTrail" => "AWS CloudTrail",
            "AWSDataTransfer" => "AWS Data Transfer",
            "AWSELB" => "Elastic Load Balancing",
            "AWSSecretsManager" => "AWS Secrets Manager",
            "AmazonCloudWatch" => "Amazon CloudWatch",
            "AmazonEC2" => "Amazon Elastic Compute Cloud",
            "AmazonECR" => "Amazon Elastic Container Registry",
            "AmazonEKS" => "Amazon Elastic Kubernetes Service",
            "AmazonRDS" => "Amazon Relational Database Service",
            "AmazonS3" => "Amazon Simple Storage Service",
            "AmazonVPC" => "Amazon Virtual Private Cloud",
            "awskms" => "AWS Key Management Service",
            code => code,
        }
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
