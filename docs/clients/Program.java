import cardfile.ApiClient;
import cardfile.ApiException;
import cardfile.Configuration;
import cardfile.api.ContactsApi;
import cardfile.api.ExportsApi;
import cardfile.api.ImportsApi;
import cardfile.model.Conflict;
import cardfile.model.Contact;
import cardfile.model.ContactCreate;
import cardfile.model.ContactCreateValues;
import cardfile.model.ContactExportQuery;
import cardfile.model.ContactQuery;
import cardfile.model.ContactValues;
import cardfile.model.FieldFilter;
import cardfile.model.Filter;
import cardfile.model.GroupFilter;
import cardfile.model.ImportCounts;
import cardfile.model.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;

public class Program {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = Configuration.getDefaultApiClient();
    client.setBasePath(System.getenv("CARDFILE_URL"));
    client.setBearerToken(System.getenv("CARDFILE_KEY"));
    ContactsApi contacts = new ContactsApi(client);
    String tag = "java" + System.nanoTime();

    ContactCreate ada =
        new ContactCreate()
            .values(
                new ContactCreateValues()
                    .name("Ada Example")
                    .email(List.of("ada." + tag + "@example.com"))
                    .monthlySpend(1234.56)
                    .plan(ContactCreateValues.PlanEnum.BUSINESS)
                    .customerSince(LocalDate.of(2026, 1, 31)));
    ContactValues values = contacts.createContact(ada, null).getValues();
    System.out.println("created " + values.getName() + ": " + values.getMonthlySpend() + " a month");

    try {
      contacts.createContact(ada, null);
    } catch (ApiException refused) {
      for (Conflict conflict : Problem.fromJson(refused.getResponseBody()).getConflicts())
        System.out.println(
            "refused " + refused.getCode() + ": " + conflict.getField()
                + " is that of " + conflict.getContact().getName());
    }

    Filter spends =
        new Filter(
            new FieldFilter()
                .field("monthly_spend")
                .operator(FieldFilter.OperatorEnum.GTE)
                .value(1234.56));
    Filter isOurs =
        new Filter(
            new FieldFilter()
                .field("email")
                .operator(FieldFilter.OperatorEnum.CONTAINS)
                .value(tag));
    Filter both =
        new Filter(
            new GroupFilter()
                .operator(GroupFilter.OperatorEnum.AND)
                .value(List.of(spends, isOurs)));
    for (Contact contact : contacts.queryContacts(new ContactQuery().filter(both)).getData())
      System.out.println("found " + contact.getValues().getName());

    String csv =
        "Name,Email,Monthly spend\n"
            + "Bo,bo." + tag + "@example.com,7.5\n"
            + "Cy,cy." + tag + "@example.com,\n";
    Path people = Files.writeString(Path.of("people.csv"), csv);
    ImportCounts counts =
        new ImportsApi(client)
            .importFile("merge", people.toFile(), "people.csv", null, null, null, null, null, null, null)
            .getCounts();
    System.out.println("imported " + counts.getCreated() + ", failed " + counts.getFailed());

    File file =
        new ExportsApi(client)
            .exportQueriedContacts(
                new ContactExportQuery()
                    .q(tag)
                    .columns(List.of("name", "email", "monthly_spend"))
                    .format(ContactExportQuery.FormatEnum.CSV));
    Path kept = Path.of("contacts.csv");
    Files.move(file.toPath(), kept, StandardCopyOption.REPLACE_EXISTING);
    System.out.println("exported " + Files.readAllLines(kept).size() + " lines");
  }
}
