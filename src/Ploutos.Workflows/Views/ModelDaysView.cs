using System.Text.Json.Serialization;

namespace Ploutos.Workflows.Views;

/// <summary>Days of a model's parts.</summary>
public sealed record ModelDaysView(
    DateOnly TrainFrom,
    DateOnly TrainTo,
    DateOnly ValidationFrom,
    DateOnly ValidationTo,
    DateOnly? TestFrom,
    DateOnly? TestTo
);
