import {
  AlignLeftOutlined as AlignLeftIcon,
  ApiOutlined as ApiIcon,
  ArrowLeftOutlined as ArrowLeftIcon,
  AuditOutlined as AuditIcon,
  BulbOutlined as BulbIcon,
  CalendarOutlined as CalendarIcon,
  CaretDownOutlined as CaretDownIcon,
  CaretUpOutlined as CaretUpIcon,
  CheckCircleOutlined as CheckCircleIcon,
  CheckOutlined as CheckIcon,
  CheckSquareOutlined as CheckSquareIcon,
  ClockCircleOutlined as ClockCircleIcon,
  CloseOutlined as CloseIcon,
  ControlOutlined as ControlIcon,
  CopyOutlined as CopyIcon,
  DeleteOutlined as DeleteIcon,
  DesktopOutlined as DesktopIcon,
  DisconnectOutlined as DisconnectIcon,
  DownloadOutlined as DownloadIcon,
  DownOutlined as DownIcon,
  EditOutlined as EditIcon,
  EllipsisOutlined as EllipsisIcon,
  FileExcelOutlined as FileExcelIcon,
  FilterOutlined as FilterIcon,
  FontSizeOutlined as FontSizeIcon,
  GlobalOutlined as GlobalIcon,
  HolderOutlined as HolderIcon,
  IdcardOutlined as IdcardIcon,
  ImportOutlined as ImportIcon,
  InboxOutlined as InboxIcon,
  KeyOutlined as KeyIcon,
  LeftOutlined as LeftIcon,
  LockOutlined as LockIcon,
  LogoutOutlined as LogoutIcon,
  MenuOutlined as MenuIcon,
  MoonOutlined as MoonIcon,
  NumberOutlined as NumberIcon,
  OrderedListOutlined as OrderedListIcon,
  PlusOutlined as PlusIcon,
  RightOutlined as RightIcon,
  SafetyOutlined as SafetyIcon,
  SearchOutlined as SearchIcon,
  SettingOutlined as SettingIcon,
  SolutionOutlined as SolutionIcon,
  StarOutlined as StarIcon,
  SunOutlined as SunIcon,
  TableOutlined as TableIcon,
  TeamOutlined as TeamIcon,
  ThunderboltOutlined as ThunderboltIcon,
  UnorderedListOutlined as UnorderedListIcon,
  UpOutlined as UpIcon,
  UserOutlined as UserIcon,
  WarningOutlined as WarningIcon,
} from '@ant-design/icons'
import type { ComponentProps, ComponentType } from 'react'

type IconProps = ComponentProps<typeof PlusIcon>

/**
 * antd's icons name themselves, so that a button would be read as "plus New Contact". Here they only
 * decorate: what an icon means is said in words beside it or by its button's label.
 */
function decorative(Icon: ComponentType<IconProps>) {
  return (props: IconProps) => <Icon aria-hidden="true" {...props} />
}

/** Of an icon that points along the line, the other way round where lines begin at the right. */
function pointing(Icon: ComponentType<IconProps>) {
  return decorative((props) => <Icon {...props} className="cf-pointing" />)
}

export const AlignLeftOutlined = decorative(AlignLeftIcon)
export const ApiOutlined = decorative(ApiIcon)
export const ArrowLeftOutlined = pointing(ArrowLeftIcon)
export const AuditOutlined = decorative(AuditIcon)
export const BulbOutlined = decorative(BulbIcon)
export const CalendarOutlined = decorative(CalendarIcon)
export const CaretDownOutlined = decorative(CaretDownIcon)
export const CaretUpOutlined = decorative(CaretUpIcon)
export const CheckCircleOutlined = decorative(CheckCircleIcon)
export const CheckOutlined = decorative(CheckIcon)
export const CheckSquareOutlined = decorative(CheckSquareIcon)
export const ClockCircleOutlined = decorative(ClockCircleIcon)
export const CloseOutlined = decorative(CloseIcon)
export const ControlOutlined = decorative(ControlIcon)
export const CopyOutlined = decorative(CopyIcon)
export const DeleteOutlined = decorative(DeleteIcon)
export const DesktopOutlined = decorative(DesktopIcon)
export const DisconnectOutlined = decorative(DisconnectIcon)
export const DownOutlined = decorative(DownIcon)
export const DownloadOutlined = decorative(DownloadIcon)
export const EditOutlined = decorative(EditIcon)
export const EllipsisOutlined = decorative(EllipsisIcon)
export const FileExcelOutlined = decorative(FileExcelIcon)
export const FilterOutlined = decorative(FilterIcon)
export const FontSizeOutlined = decorative(FontSizeIcon)
export const GlobalOutlined = decorative(GlobalIcon)
export const HolderOutlined = decorative(HolderIcon)
export const IdcardOutlined = decorative(IdcardIcon)
export const ImportOutlined = decorative(ImportIcon)
export const InboxOutlined = decorative(InboxIcon)
export const KeyOutlined = decorative(KeyIcon)
export const LeftOutlined = pointing(LeftIcon)
export const LockOutlined = decorative(LockIcon)
export const LogoutOutlined = decorative(LogoutIcon)
export const MenuOutlined = decorative(MenuIcon)
export const MoonOutlined = decorative(MoonIcon)
export const NumberOutlined = decorative(NumberIcon)
export const OrderedListOutlined = decorative(OrderedListIcon)
export const PlusOutlined = decorative(PlusIcon)
export const RightOutlined = pointing(RightIcon)
export const SafetyOutlined = decorative(SafetyIcon)
export const SearchOutlined = decorative(SearchIcon)
export const SettingOutlined = decorative(SettingIcon)
export const SolutionOutlined = decorative(SolutionIcon)
export const StarOutlined = decorative(StarIcon)
export const SunOutlined = decorative(SunIcon)
export const TableOutlined = decorative(TableIcon)
export const TeamOutlined = decorative(TeamIcon)
export const ThunderboltOutlined = decorative(ThunderboltIcon)
export const UnorderedListOutlined = decorative(UnorderedListIcon)
export const UpOutlined = decorative(UpIcon)
export const UserOutlined = decorative(UserIcon)
export const WarningOutlined = decorative(WarningIcon)
